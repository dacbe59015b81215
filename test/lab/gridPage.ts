/** The grid as a table for machines, kept from part to part, and a page for readers. */
import { checks } from "../../harness/check/index.js";
import { csv } from "../../reports/csv.js";
import { cells, GRID_LEVELS, type Tally } from "./grid.js";
import { deviate } from "./nulls.js";

export interface GridRow extends Tally {
  readonly cell: string;
}

const HEADER = [
  "cell",
  "check",
  "tail",
  "entries",
  "samples",
  ...GRID_LEVELS.map((level) => `rejected_at_${level}`),
  "least_p",
  "least_p_of_sample",
  "z",
] as const;

/** z of the level that is rejected too often, if any is. */
export function worstOf({ tail, samples, rejected }: Tally): number {
  const nominal = (level: number): number => (tail === "invariant" ? 0 : level);
  return Math.max(...GRID_LEVELS.map((level, k) => deviate(rejected[k]!, samples, nominal(level))));
}

export const gridCsv = (rows: readonly GridRow[]): string =>
  csv(
    HEADER,
    rows.map((row) => [
      row.cell,
      row.check,
      row.tail,
      row.entries,
      row.samples,
      ...row.rejected,
      row.least,
      row.leastOf,
      Number(worstOf(row).toFixed(2)),
    ]),
  );

/** The rows of an earlier run; a cell's name is quoted, and nothing else is. */
export function readGrid(text: string): readonly GridRow[] {
  return text
    .split("\n")
    .slice(1)
    .filter((line) => line !== "")
    .map((line) => {
      const [, cell, rest] = /^"([^"]*)",(.*)$/.exec(line)!;
      const [check, tail, ...figures] = rest!.split(",");
      const [entries, samples, ...others] = figures.map(Number);
      const rejected = others.slice(0, GRID_LEVELS.length);
      const [least, leastOf] = others.slice(GRID_LEVELS.length);
      return {
        cell: cell!,
        check: check!,
        tail: tail!,
        entries: entries!,
        samples: samples!,
        rejected,
        least: least!,
        leastOf: leastOf!,
      };
    });
}

/** Deviations beyond this are one in 3.5 million: of some 20,000 figures none is to be expected. */
export const GRID_TOO_OFTEN = 5;

export function gridPage(rows: readonly GridRow[]): string {
  const measured = new Set(rows.map(({ cell }) => cell));
  const missing = cells.filter(({ name }) => !measured.has(name));
  const unseen = checks.map(({ name }) => name).filter((name) => rows.every(({ check }) => check !== name));
  const worst = rows.reduce((most, row) => Math.max(most, worstOf(row)), 0);
  const bad = rows.filter((row) => !(worstOf(row) <= GRID_TOO_OFTEN));
  return `# Calibration on the grid: every check, number format and shape

Written by \`npm run lab calibrate -- --grid "*"\`, or part after part: \`--grid "*bfloat16*"\` measures the cells whose names match and leaves the
others as they are in [calibration-grid.csv](calibration-grid.csv). A cell is a kind of contract (its initializers of the catalogue one after the other), a
number format and a shape; samples are drawn by generators and transforms that share nothing with the reference, in float64, and
rounded once. Each is drawn as the gate draws a first stage, with its first tensor again, seed 0 and near seeds. \`--entries\` and
\`--samples\` set the entries of a sample and the samples of a cell, \`--checks\` a glob of checks: what was measured of others stays.
"Far" laws have a mean that is large against the spread. z is the normal deviate of so many rejections or more; above
${GRID_TOO_OFTEN} a check rejects too often. Exact p-values and invariants must not reject at 1e-9 either.

${measured.size} of ${cells.length} cells, ${rows.reduce((sum, { samples }) => sum + samples, 0)} p-values, largest z ${worst.toFixed(2)}.

${table(rows)}

## More often than the level

${bad.length === 0 ? "None." : bad.map((row) => `- \`${row.check}\` in ${row.cell}: ${row.rejected.join(", ")} of ${row.samples}`).join("\n")}

## Not measured

Checks without a figure: ${unseen.length === 0 ? "none" : unseen.join(", ")}.

Cells without a figure:

${missing.length === 0 ? "None." : missing.map(({ name }) => `- ${name}`).join("\n")}
`;
}

/** One line a check and number format, over all its cells. */
function table(rows: readonly GridRow[]): string {
  const dtypeOf = ({ cell }: GridRow): string => cell.split(", ")[1]!;
  const keys = [...new Set(rows.map((row) => `${row.check} ${dtypeOf(row)} ${row.tail}`))].sort();
  const lines = keys.map((key) => {
    const [check, dtype, tail] = key.split(" ");
    const own = rows.filter((row) => row.check === check && dtypeOf(row) === dtype && row.tail === tail);
    const samples = own.reduce((sum, row) => sum + row.samples, 0);
    const rejected = GRID_LEVELS.map((_, k) => own.reduce((sum, row) => sum + row.rejected[k]!, 0));
    const z = Math.max(...own.map(worstOf));
    const least = Math.min(...own.map((row) => row.least));
    const rates = rejected.map((count) => (count === 0 ? "0" : (count / samples).toPrecision(2)));
    return [check, dtype, tail, own.length, samples, ...rates, least.toPrecision(2), z.toFixed(1)];
  });
  const header = ["check", "format", "tail", "cells", "samples", ...GRID_LEVELS.map(String), "least p", "largest z"];
  return [header, header.map(() => "---"), ...lines].map((row) => `| ${row.join(" | ")} |`).join("\n");
}
