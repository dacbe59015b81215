import { shiftedGammaCdf, shiftedGammaSf } from "../../numeric/index.js";
import { power } from "../../numeric/power.js";
import type { Check } from "../check.js";
import { isCoarse, spreadUniforms } from "../marginal/uniforms.js";
import { atLeast, twoSided, unevenness } from "../power.js";
import { independentEntries } from "./applies.js";

/** Cells along each axis of the cube. */
const SIDE = 16;
const CELLS = power(SIDE, 3);
const MOST = 3 * 2 ** 17;

/** Three neighbours as a point in the cube, as RANDU's never fill it: dependence that no correlation shows. */
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
    const each = points / CELLS;
    const spoiled = part.some(Number.isNaN);
    const statistic = spoiled ? Number.NaN : counts.reduce((sum, count) => sum + (count - each) ** 2 / each, 0);
    const df = CELLS - 1;
    // The exact variance and nearly the third cumulant of the statistic with equal cells.
    const variance = (2 * df * (points - 1)) / points;
    const third = 8 * df + (4 * df * CELLS) / points;
    const z = (statistic - df) / Math.sqrt(variance);
    const skewness = third / power(variance, 1.5);
    const pValue = twoSided(shiftedGammaCdf(z, skewness), shiftedGammaSf(z, skewness));
    return { pValue, statistic, expected: `chi-square about ${df}`, observed: statistic };
  },
  detects: ({ n }, looks) => {
    const points = (growth: number): number => Math.min(n * growth, MOST) / 3;
    return `cells of the cube uneven by ${atLeast(100 * unevenness(points(1), CELLS - 1, looks, (growth) => points(growth) / points(1)))}%`;
  },
};

const cellsOf = (u: Float64Array): Uint8Array =>
  Uint8Array.from(u, (p) => Math.max(0, Math.min(SIDE - 1, Math.floor(p * SIDE))));

/** The cells of equal probability that entries lie in: four comparisons an entry, no cdf. */
function cellsBetween(values: Float64Array, quantile: (p: number) => number): Uint8Array {
  const ends = Array.from({ length: SIDE - 1 }, (_, k) => quantile((k + 1) / SIDE));
  return Uint8Array.from(values, (x) => {
    let cell = 0;
    for (let step = SIDE / 2; step >= 1; step /= 2) if (x >= ends[cell + step - 1]!) cell += step;
    return cell;
  });
}
