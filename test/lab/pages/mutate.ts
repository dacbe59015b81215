/**
 * `npm run lab mutate -- PART...`: mutates the files of each part, runs the tests meant to hold them, writes docs/mutation.csv and .md. With
 * `--only GLOB` just the files whose names match; the rows of others stay as they were measured.
 */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { parseArgs } from "node:util";
import picomatch from "picomatch";
import { type MutantRow, mutationCsv, mutationPage, readMutation } from "../mutationPage.js";

/** The fast tests of all checks, the quickest first: each mutant is tried on them in this order, up to the first that fails. */
const CHECKS = [
  "golden",
  "said",
  "rotations",
  "asked",
  "detects",
  "images",
  "invariants",
  "counts",
  "values",
  "order",
  "notNumbers",
].map((name) => `test/check/${name}.test.ts`);
const STATISTICS = ["goodness", "kernels", "kolmogorov", "strongestLag"].map(
  (name) => `test/check/statistic/${name}.test.ts`,
);

/** What is mutated together, and the fast tests that must notice. */
const PARTS: Readonly<Record<string, { readonly files: string; readonly tests: readonly string[] }>> = {
  budget: { files: "harness/gate/budget.ts", tests: ["test/gate/budget.test.ts"] },
  decide: { files: "harness/gate/decide.ts", tests: ["test/gate/decide.test.ts"] },
  ask: { files: "harness/gate/testStages.ts", tests: ["test/gate/testStages.test.ts"] },
  plan: { files: "harness/gate/plan.ts", tests: ["test/gate/drawnSizes.test.ts"] },
  judge: { files: "harness/gate/judge.ts", tests: ["test/gate/judge.test.ts"] },
  power: { files: "harness/check/{power,counts}.ts", tests: ["test/check/power.test.ts", "test/check/counts.test.ts"] },
  ranks: { files: "harness/baseline/rankTest.ts", tests: ["test/baseline/rankTest.test.ts"] },
  statistic: { files: "harness/check/statistic/*.ts", tests: ["test/check/golden.test.ts", ...STATISTICS] },
  marginal: { files: "harness/check/marginal/*.ts", tests: [...CHECKS, "test/check/rounding.test.ts"] },
  structure: { files: "harness/check/structure/*.ts", tests: [...CHECKS, "test/check/haar.test.ts"] },
  identification: {
    files: "harness/audit/{candidate,fit,fitStructure,fused,hold,identify,misfit,nearest}.ts",
    tests: ["test/audit/identify.test.ts"],
  },
  diagnosis: {
    files: "harness/gate/diagnose/*.ts",
    tests: ["test/mutants/mutants.test.ts", "test/gate/otherLaw.test.ts"],
  },
};

const { values, positionals: parts } = parseArgs({
  allowPositionals: true,
  options: { only: { type: "string", default: "*" } },
});

const REPORT = "build/mutation/report.json";
const CSV = "docs/mutation.csv";

interface Report {
  /** Those that ran, by name. */
  readonly testFiles?: Readonly<Record<string, unknown>>;
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
  const chosen = readdirSync(dirname(files))
    .filter((file) => picomatch.isMatch(join(dirname(files), file), files))
    .filter((file) => picomatch.isMatch(basename(file, ".ts"), values.only))
    .map((file) => join(dirname(files), file));
  if (chosen.length === 0) return [];
  rmSync(REPORT, { force: true });
  const { status, stdout } = spawnSync("npx", ["stryker", "run", "--mutate", chosen.join(",")], {
    env: { ...process.env, MUTATION_TESTS: tests.join(",") },
    encoding: "utf8",
  });
  if (!existsSync(REPORT)) throw new Error(`mutate: ${part} must be reported on, got exit ${status}\n${stdout}`);
  const report = JSON.parse(readFileSync(REPORT, "utf8")) as Report;
  // A test file that cannot be loaded in the sandbox would be left out in silence, and what it kills would survive.
  const absent = tests.filter((test) => !Object.keys(report.testFiles ?? {}).includes(test));
  if (absent.length > 0) throw new Error(`mutate: all tests of ${part} must run, but not ${absent.join(", ")}`);
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
