import { binomialSf } from "../../harness/numeric/index.js";
import { ACTIVATIONS, cellName, LEVELS, type PropagateCell, type PropagateTally } from "./propagateNulls.js";

export interface CellResult {
  readonly cell: PropagateCell;
  readonly runs: number;
  readonly tallies: readonly PropagateTally[];
}

/** A cell whose count of runs with a curve outside is rarer than this, over all cells, is too often outside. */
const RARE = 1e-3;

export function propagatePage(results: readonly CellResult[]): {
  readonly page: string;
  readonly tooOften: readonly string[];
} {
  const measured = results.filter(({ runs }) => runs > 0);
  const rows = measured.map(({ cell, runs, tallies }) => {
    const curves = sum(tallies.map((tally) => tally.curves));
    const outside = LEVELS.map((_, k) => sum(tallies.map((tally) => tally.outside[k]!)));
    // Curves of one run share their weights: runs are independent, and each has so many curves outside on average at most.
    const p = LEVELS.map((level, k) => {
      const runsOutside = tallies.filter((tally) => tally.outside[k]! > 0).length;
      return binomialSf(runsOutside, runs, Math.min(1, level * ACTIVATIONS.length));
    });
    return { cell, runs, curves, outside, undetermined: sum(tallies.map((tally) => tally.undetermined)), p };
  });
  const isControl = ({ cell }: { readonly cell: PropagateCell }): boolean => cell.drawn !== cell.contract;
  const own = rows.filter((row) => !isControl(row));
  const total = (k: number): string => {
    const [outside, curves] = [sum(own.map((row) => row.outside[k]!)), sum(own.map((row) => row.curves))];
    return `${outside} of ${curves} curves at ${LEVELS[k]} (${((100 * outside) / curves).toFixed(2)}%)`;
  };
  const tooOften = own
    .filter(({ p }) => p.some((one) => one * own.length * LEVELS.length < RARE))
    .map(({ cell }) => cellName(cell));
  const table = rows.map(
    ({ cell, runs, curves, outside, undetermined, p }) =>
      `| ${cell.drawn}${isControl({ cell }) ? ` held to ${cell.contract} (control)` : ""} | ${cell.widths.join("-")} | ${cell.nets} | ${runs} | ${curves} | ${outside.join(" | ")} | ${undetermined} | ${p.map((one) => one.toPrecision(2)).join(" | ")} |`,
  );
  const page = `# Calibration of \`propagate\`

Written by \`npm run lab calibratePropagate\`. Networks that follow their contract, forward, backward and gains, under
${ACTIVATIONS.join(", ")}, held to their bands at levels where some curves must lie outside: a curve's share of alpha is the level itself.
A third of it each is for the forward band, the backward band and the gains, and bands of many correlated layers are Bonferroni's, so that less
than the level is expected. P is the probability of so many runs, or more, with a curve outside if every curve used up its level, by a union bound over the
${ACTIVATIONS.length} activations of a run.

Outside: ${LEVELS.map((_, k) => total(k)).join(", ")}. The control draws uniform weights and holds them to normal ones' bands: the measurement can fail.

| drawn | widths | networks | runs | curves | outside at ${LEVELS.join(" | at ")} | undetermined | P at ${LEVELS.join(" | at ")} |
|---|---|---|---|---|---|---|---|---|---|
${table.join("\n")}
`;
  return { page, tooOften };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
