/** A signal waits until files are whole, and then ends the program as it would have. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, expect, test } from "vitest";
import { ROOT } from "../run.js";

const folder = mkdtempSync(join(tmpdir(), "initgate-uninterrupted-"));
afterAll(() => rmSync(folder, { recursive: true }));

const module = pathToFileURL(join(ROOT, "dist/harness/command/results/uninterrupted.js")).href;

/** Runs a program that sends itself a signal before it writes a file, and would wait for ever after that. */
function run(name: string, work: (body: string) => string) {
  const body = `process.kill(process.pid, "SIGTERM"); writeFileSync(${JSON.stringify(join(folder, name))}, "");`;
  const text = `import { writeFileSync } from "node:fs"; import { uninterrupted } from ${JSON.stringify(module)};
    setInterval(() => {}, 1000); ${work(body)}`;
  return spawnSync(process.execPath, ["--input-type=module", "-e", text], { timeout: 20_000 }).signal;
}

test("a signal within the work ends the program after it", () => {
  expect(run("whole", (body) => `uninterrupted(() => { ${body} });`)).toBe("SIGTERM");
  expect(readdirSync(folder)).toEqual(["whole"]);
});

test("without it the work is cut", () => {
  expect(run("cut", (body) => body)).toBe("SIGTERM");
  expect(readdirSync(folder)).toEqual(["whole"]);
});
