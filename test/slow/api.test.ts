/** docs/api/ is what TypeDoc makes of today's docstrings, to the byte; test/api.test.ts holds the same more loosely, and fast. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "../run.js";

function textsIn(folder: string): Readonly<Record<string, string>> {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".md"));
  return Object.fromEntries(files.sort().map((file) => [file, readFileSync(join(folder, file), "utf8")]));
}

test("npm run lab api writes what is committed", () => {
  const out = mkdtempSync(join(tmpdir(), "initgate-api-test-"));
  try {
    execFileSync("npm", ["run", "--silent", "lab", "api", "--", "--out", out], { cwd: ROOT });
    const written = textsIn(out);
    expect(Object.keys(written).length).toBeGreaterThan(5);
    expect(written).toEqual(textsIn(join(ROOT, "docs/api")));
  } finally {
    rmSync(out, { recursive: true });
  }
});
