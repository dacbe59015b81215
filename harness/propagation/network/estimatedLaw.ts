import { power } from "../../numeric/power.js";
import { deadLaw, type LayerLaw, WEIGHT_ROUNDING } from "./layerLaw.js";

/** The laws of one kind of logarithm at every layer, as networks that come one after the other show them. */
export interface LawEstimate {
  add(logs: Float64Array): void;
  /**
   * The law of item l; `layers` that rounding has gone through. Of fewer than two living networks it is dead, as far as so many
   * draws can tell; null where a logarithm was no number.
   */
  lawAt(l: number, layers: number): LayerLaw | null;
}

/** Standard errors of an estimated skewness that are granted to either side. */
const DOUBT = 2;

/** Power sums about the first living network's logarithm, so that no depth times draws of them are kept. */
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
