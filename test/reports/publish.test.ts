import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { publish } from "../../reports/index.js";
import { realistic } from "./records.js";

const outcome = { kind: "check", version: "0.1.0", partial: false, record: realistic } as const;

/** What goes to stderr. */
async function told(more: { readonly columns?: number; readonly quiet?: boolean }, reporter: string): Promise<string> {
  const out = mkdtempSync(join(tmpdir(), "initgate-publish-"));
  const lines: string[] = [];
  const streams = { print: async () => {}, annotate: (line: string) => void lines.push(line) };
  await publish(outcome, { out, reporter: [reporter], colour: false, ...more }, streams);
  return lines.join("").replace(out, "OUT");
}

test("a terminal is told where the page is; a pipe, --quiet and other reporters are not", async () => {
  expect(await told({ columns: 80 }, "html")).toBe("initgate: open OUT/report.html\n");
  expect(await told({}, "html")).toBe("");
  expect(await told({ columns: 80, quiet: true }, "html")).toBe("");
  expect(await told({ columns: 80 }, "csv")).toBe("");
});
