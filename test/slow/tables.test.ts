/** The lines of docs/tutorial.md that read a report in DuckDB, pandas and R: each runs, and each finds the same smallest p-values. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { expect, it } from "vitest";
import { parseCsv } from "../reports/parseCsv.js";
import { initgate, ROOT } from "../run.js";
import { interpreterFor } from "./interpreters.js";

const page = readFileSync(join(ROOT, "docs/tutorial.md"), "utf8");
const run = initgate(["check", "--initializer", "he_normal,orthogonal", "--shape", "64x48"]);

/** The lines after the comment that names the program, with the folder of this run. */
const linesFor = (program: string): string =>
  new RegExp(`\`\`\`\\w+\\n(?:--|#) ${program}\\n([\\s\\S]*?)\`\`\``)
    .exec(page)![1]!
    .replaceAll("initgate-report", basename(run.out));

/** The smallest p-value of each check that has one, the smallest first. */
function smallest(): readonly (readonly [check: string, pValue: number])[] {
  const [header, ...rows] = parseCsv(run.file("statistics.csv"));
  const [check, p] = [header!.indexOf("check"), header!.indexOf("p_value")];
  const least = new Map<string, number>();
  for (const row of rows)
    if (row[p] !== "") least.set(row[check]!, Math.min(least.get(row[check]!) ?? 1, Number(row[p])));
  return [...least].sort(([, a], [, b]) => a - b);
}
const [first, second] = smallest();

function printed(program: string, ...words: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(program, words, { cwd: dirname(run.out), encoding: "utf8" });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  return stdout;
}

/** The three programs print other numbers of digits. */
function expectSmallest(text: string): void {
  expect(text.indexOf(first![0])).toBeGreaterThan(-1);
  expect(text.indexOf(first![0])).toBeLessThan(text.indexOf(second![0]));
  for (const [, pValue] of [first!, second!]) expect(text).toContain(String(pValue).slice(0, 6));
}

const pandas = interpreterFor("import pandas", "pandas on a report");
it.skipIf(pandas === undefined)("pandas", () => expectSmallest(printed(pandas!, "-c", linesFor("pandas"))));

const duckdb = interpreterFor("import duckdb", "DuckDB on a report");
it.skipIf(duckdb === undefined)("DuckDB", () =>
  expectSmallest(
    printed(duckdb!, "-c", "import sys, duckdb\nprint(duckdb.sql(sys.argv[1]).fetchall())", linesFor("DuckDB")),
  ),
);

const withoutR = spawnSync("Rscript", ["--version"]).status !== 0;
if (withoutR)
  console.warn("SKIPPED: Rscript is not installed (apt-get install r-base-core), so R on a report is not tested");
it.skipIf(withoutR)("R", () => expectSmallest(printed("Rscript", "-e", linesFor("R"))));
