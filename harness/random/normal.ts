/**
 * Standard normal draws by the Box-Muller transform (Box and Muller 1958), two words for two entries.
 *
 * The 64 bits are spent where they count: 40 on the radius, so that the tail is whole to sqrt(2 ln 2^41) = 7.5 standard
 * deviations, further than 1e12 draws reach, and 24 on the angle. The polar form would reject, and an inverse CDF costs
 * twice as much at the same tail.
 */
import { cosineNear0, negativeLog, sineNear0 } from "./elementary.js";
import type { Transform } from "./transform.js";

const f = Math.fround;
const QUARTER_TURN = f(Math.PI / 2);
const LANES = 4;

/** The radius sqrt(-2 ln u), u = (word 2^8 + low + 1/2) / 2^40 in (0, 1). */
export function radius(word: number, low: number): number {
  return f(Math.sqrt(f(2 * negativeLog(fraction(word, low), fraction(~word >>> 0, ~low & 0xff)))));
}

/** (word 2^8 + low + 1/2) / 2^40, rounded once where the low byte still counts. */
function fraction(word: number, low: number): number {
  return f(f(f(word) + f((low + 0.5) / 256)) * 2 ** -32);
}

/** Entries j and j + 4 of a half tile are the two projections of one radius on one angle. */
export const normal: Transform = (words, out) => {
  for (let half = 0; half < words.length; half += 2 * LANES) {
    for (let lane = half; lane < half + LANES; lane++) {
      const angle = words[lane + LANES]!;
      const r = radius(words[lane]!, angle & 0xff);
      const quadrant = angle >>> 30;
      const within = f(f(2 * ((angle >>> 8) & 0x3fffff) + 1 - 2 ** 22) * 2 ** -23);
      const turn = f(within * QUARTER_TURN);
      const along = f(r * cosineNear0(turn));
      const across = f(r * sineNear0(turn));
      const swapped = (quadrant & 1) === 1;
      const first = swapped ? across : along;
      const second = swapped ? along : across;
      out[lane] = quadrant === 1 || quadrant === 2 ? -first : first;
      out[lane + LANES] = quadrant >= 2 ? -second : second;
    }
  }
};
