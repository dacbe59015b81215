/** `npm run lab mutate -- PART...`: mutates the files of each part, runs the tests meant to hold them, writes docs/mutation.csv and .md. */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { type MutantRow, mutationCsv, mutationPage, readMutation } from "../mutationPage.js";

/** What is mutated together, and the fast tests that must notice. */
const PARTS: Readonly<Record<string, { readonly files: readonly string[]; readonly tests: readonly string[] }>> = {
  budget: { files: ["harness/gate/budget.ts"], tests: ["test/gate/budget.test.ts"] },
  decide: { files: ["harness/gate/decide.ts"], tests: ["test/gate/decide.test.ts"] },
  ask: { files: ["harness/gate/ask.ts"], tests: ["test/gate/ask.test.ts"] },
  plan: { files: ["harness/gate/plan.ts"], tests: ["test/gate/drawnSizes.test.ts"] },
  judge: { files: ["harness/gate/judge.ts"], tests: ["test/gate/judge.test.ts"] },
  power: { files: ["harness/check/power.ts", "harness/check/counts.ts"], tests: ["test/check/power.test.ts"] },
  ranks: { files: ["harness/baseline/rankTest.ts"], tests: ["test/baseline/rankTest.test.ts"] },
  statistic: { files: ["harness/check/statistic/*.ts"], tests: ["test/check/statistic/*.test.ts"] },
  marginal: { files: ["harness/check/marginal/*.ts"], tests: ["test/check/**/*.test.ts"] },
  structure: { files: ["harness/check/structure/*.ts"], tests: ["test/check/**/*.test.ts"] },
};

const REPORT = "build/mutation/report.json";
const CSV = "docs/mutation.csv";

interface Report {
  readonly files: Readonly<
    Record<
      string,
      {
        readonly source: string;
        readonly mutants: readonly {
          readonly mutatorName: string;
          readonly replacement: string;
          readonly status: string;
          readonly location: { readonly start: Place; readonly end: Place };
        }[];
      }
    >
  >;
}
interface Place {
  readonly line: number;
  readonly column: number;
}

/** The text between two places, which count from 1. */
function textOf(source: string, { start, end }: { readonly start: Place; readonly end: Place }): string {
  const lines = source.split("\n").slice(start.line - 1, end.line);
  lines[lines.length - 1] = lines.at(-1)!.slice(0, end.column - 1);
  return lines
    .join("\n")
    .slice(start.column - 1)
    .replaceAll(/\s+/g, " ");
}

function mutated(part: string): readonly MutantRow[] {
  const { files, tests } = PARTS[part]!;
  rmSync(REPORT, { force: true });
  const { status, stdout } = spawnSync("npx", ["stryker", "run", "--mutate", files.join(",")], {
    env: { ...process.env, MUTATION_TESTS: tests.join(",") },
    encoding: "utf8",
  });
  if (!existsSync(REPORT)) throw new Error(`mutate: ${part} must be reported on, got exit ${status}\n${stdout}`);
  const report = JSON.parse(readFileSync(REPORT, "utf8")) as Report;
  return Object.entries(report.files).flatMap(([file, { source, mutants }]) =>
    mutants.map(({ mutatorName, replacement, status: outcome, location }) => ({
      file,
      line: location.start.line,
      mutator: mutatorName,
      original: textOf(source, location),
      replacement: replacement.replaceAll(/\s+/g, " "),
      outcome,
    })),
  );
}

const parts = process.argv.slice(2);
const unknown = parts.find((part) => !Object.hasOwn(PARTS, part));
if (parts.length === 0 || unknown !== undefined) {
  throw new Error(`mutate: parts must be of ${Object.keys(PARTS).join(", ")}, got ${unknown ?? "none"}`);
}
let rows = existsSync(CSV) ? readMutation(readFileSync(CSV, "utf8")) : [];
for (const part of parts) {
  const fresh = mutated(part);
  const files = new Set(fresh.map(({ file }) => file));
  rows = [...rows.filter(({ file }) => !files.has(file)), ...fresh];
}
rows = rows.toSorted((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line));
writeFileSync(CSV, mutationCsv(rows));
writeFileSync("docs/mutation.md", mutationPage(rows));
