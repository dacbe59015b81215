/** Promised and measured detection as a table for machines and a page for readers. */
import { checks } from "../../harness/check/index.js";
import { binomialCdf, normalSf } from "../../harness/numeric/index.js";
import { csv } from "../../reports/csv.js";
import { parseCsv } from "../reports/parseCsv.js";
import { defaultPlan } from "./gateMutant.js";
import type { DetectsRow } from "./measureDetects.js";
import { plants } from "./plants.js";

const HEADER = [
  "check",
  "which",
  "contract",
  "shape",
  "n",
  "promised",
  "reps",
  "caught",
  "rate",
  "standard_error",
] as const;
export const PROMISE = 0.9;

export const detectsCsv = (rows: readonly DetectsRow[]): string =>
  csv(
    HEADER,
    rows.map((row) => [
      ...[row.check, row.which, row.contract, row.shape, row.n, row.promised, row.reps, row.caught],
      ...[row.caught / row.reps, Number(errorOf(row).toPrecision(3))],
    ]),
  );

export function readDetects(text: string): readonly DetectsRow[] {
  return parseCsv(text)
    .slice(1)
    .map(([check, which, contract, shape, n, promised, reps, caught]) => ({
      ...{ check: check!, which: which!, contract: contract!, shape: shape!, promised: promised! },
      ...{ n: Number(n), reps: Number(reps), caught: Number(caught) },
    }));
}

/** The standard error of the rate, were the promise kept. */
const errorOf = ({ reps }: DetectsRow): number => Math.sqrt((PROMISE * (1 - PROMISE)) / reps);

/** So few are caught, were the promise kept, as seldom as a normal deviate is below -3. */
export const isBroken = ({ caught, reps }: DetectsRow): boolean => binomialCdf(caught, reps, PROMISE) < normalSf(3);

/** `planned` is how many rows a whole run has. */
export function detectsPage(rows: readonly DetectsRow[], planned: number): string {
  const { budget } = defaultPlan;
  const broken = rows.filter(isBroken);
  const planted = new Set(plants.map(({ check }) => check));
  const others = checks.map(({ name }) => name).filter((name) => !planted.has(name));
  const percent = (x: number): string => `${(100 * x).toFixed(1)}%`;
  const lines = rows.map((row) => {
    const { check, which, contract, shape, n, promised, reps, caught } = row;
    const what = which === "" ? promised : `${promised}, ${which}`;
    return `| \`${check}\` | ${contract} | ${shape} | ${n} | ${what} | ${percent(caught / reps)} | ${percent(errorOf(row))} |`;
  });
  return `# What \`detects\` promises, and what is caught

Written by \`npm run lab detects\`. Every finding says what its check \`detects\`: a deviation that the whole rule of
[method.md](method.md), all its stages, catches nine times in ten. Here each is planted at exactly the size that the words say,
and nothing else is changed; the check alone is asked, at the levels of the whole default run (alpha ${budget.alpha} shared among
${budget.tests} p-values, stages at ${budget.stages.map((level) => level.toPrecision(2)).join(", ")}). "error" is the standard error that a rate of 90% would have.

${rows.length} of ${planned} rows have been measured. ${broken.length} of their rates are below 90% by more than chance explains (binomial, at what three errors are)${broken.length === 0 ? "." : `: ${broken.map(({ check, shape }) => `${check} at ${shape}`).join(", ")}.`}

| check | contract | shape | entries | promised | caught | error |
| --- | --- | --- | --- | --- | --- | --- |
${lines.join("\n")}

Rates near 100% are of deviations that only a whole number states (bits), or that a check notices the moment they are there (ends of a range).

Not planted, because what they detect is no size (one wrong bit, one repeated row, a NaN): ${others.map((name) => `\`${name}\``).join(", ")}.
`;
}
