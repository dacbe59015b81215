import type { Check } from "../check.js";
import { isCoarse, isSpoiled, spreadUniforms } from "../marginal/uniforms.js";
import { atLeast, unevenness } from "../power.js";
import { independentEntries } from "./applies.js";
import { evenness } from "./equalCells.js";

/** Cells along each axis of the cube. */
const SIDE = 16;
const CELLS = SIDE * SIDE * SIDE;
const MOST = 3 * 2 ** 17;

/** Three neighbours as a point in the cube, which RANDU's triples never fill: dependence that no correlation shows. */
export const triples: Check = {
  name: "triples",
  question: "Do three neighbours fill the cube evenly, and no more evenly than by chance?",
  tail: () => "approximate",
  applies: independentEntries(10_000),
  run(sample) {
    const { dtype, values, expected } = sample;
    const { law } = expected;
    const part = values.subarray(0, MOST);
    const counts = new Float64Array(CELLS);
    const cells = isCoarse(law, dtype) ? cellsOf(spreadUniforms(part, dtype, law)) : cellsBetween(part, law.quantile);
    const points = Math.floor(part.length / 3);
    for (let k = 0; k < points; k++) {
      counts[(cells[3 * k]! * SIDE + cells[3 * k + 1]!) * SIDE + cells[3 * k + 2]!]!++;
    }
    const { statistic, pValue } = evenness(counts, points);
    if (isSpoiled(sample)) return { pValue: Number.NaN, statistic: Number.NaN, expected: "", observed: "" };
    return { pValue, statistic, expected: `chi-square about ${CELLS - 1}`, observed: statistic };
  },
  detects: ({ n }, looks) => {
    const points = (growth: number): number => Math.min(n * growth, MOST) / 3;
    return `cells of the cube uneven by ${atLeast(100 * unevenness(points(1), CELLS - 1, looks, (growth) => points(growth) / points(1)))}%`;
  },
};

function cellsOf(u: Float64Array): Uint8Array {
  const cells = new Uint8Array(u.length);
  for (let k = 0; k < cells.length; k++) cells[k] = Math.max(0, Math.min(SIDE - 1, Math.floor(u[k]! * SIDE)));
  return cells;
}

/** Cells of equal probability for the entries: four comparisons for each entry, no cdf. */
function cellsBetween(values: Float64Array, quantile: (p: number) => number): Uint8Array {
  const ends = Float64Array.from({ length: SIDE - 1 }, (_, k) => quantile((k + 1) / SIDE));
  const cells = new Uint8Array(values.length);
  for (let k = 0; k < cells.length; k++) {
    const x = values[k]!;
    let cell = 0;
    for (let step = SIDE / 2; step >= 1; step /= 2) cell += step * Number(x >= ends[cell + step - 1]!);
    cells[k] = cell;
  }
  return cells;
}
