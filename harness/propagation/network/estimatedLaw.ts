import { power } from "../../numeric/power.js";
import { deadLaw, type LayerLaw, WEIGHT_ROUNDING } from "./layerLaw.js";

/** Estimates the law of one kind of logarithm at every layer from networks that are added one after the other. */
export interface LawEstimate {
  add(logs: Float64Array): void;
  /**
   * The law of item l, whose rounding error is that of `layers` layers. If fewer than two networks lived, the law is
   * that of dead networks, as far as the number of draws shows; null if some logarithm was NaN.
   */
  lawAt(l: number, layers: number): LayerLaw | null;
}

/** The interval of an estimated skewness: this many standard errors to either side. */
const DOUBT = 2;

/** Keeps power sums about the first living network's logarithm, so that memory does not grow with the number of draws. */
export function lawEstimate(count: number): LawEstimate {
  const [alive, origin] = [new Float64Array(count), new Float64Array(count)];
  const isNumber = new Array<boolean>(count).fill(true);
  const sums = Array.from({ length: 3 }, () => new Float64Array(count));
  let draws = 0;
  return {
    add(logs) {
      draws++;
      for (let l = 0; l < count; l++) {
        const log = logs[l]!;
        if (Number.isNaN(log)) isNumber[l] = false;
        if (!(log > Number.NEGATIVE_INFINITY)) continue;
        if (alive[l]! === 0) origin[l] = log;
        const off = log - origin[l]!;
        alive[l]!++;
        sums[0]![l]! += off;
        sums[1]![l]! += off * off;
        sums[2]![l]! += off * off * off;
      }
    },
    lawAt(l, layers) {
      const living = alive[l]!;
      if (!isNumber[l]) return null;
      if (living < 2) return { ...deadLaw, deadDraws: draws };
      const [first, second, third] = sums.map((sum) => sum[l]! / living) as [number, number, number];
      const spread = Math.max(0, second - first * first);
      const lean = spread > 0 ? (third - 3 * first * second + 2 * power(first, 3)) / power(spread, 1.5) : 0;
      const doubt = spread > 0 ? DOUBT * Math.sqrt(6 / living) : 0;
      return {
        mean: origin[l]! + first,
        variance: (spread * living) / (living - 1),
        skewness: [lean - doubt, lean + doubt],
        draws: living,
        deadProbability: 1 - living / draws,
        deadDraws: draws,
        rounding: layers * WEIGHT_ROUNDING,
      };
    },
  };
}
