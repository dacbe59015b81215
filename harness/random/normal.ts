/**
 * Standard normal draws by the Box-Muller transform (Box and Muller 1958), two words for two entries.
 *
 * Of the 64 bits 40 determine the radius, so that the tail is complete up to sqrt(2 ln 2^41) = 7.5 standard deviations, farther
 * than 1e12 draws reach, and 24 the angle. The polar form would reject, and an inverse CDF costs twice as much for the same tail.
 */
import { cosineNear0, negativeLog, sineNear0 } from "./elementary.js";
import { withKernel } from "./transform.js";

const f = Math.fround;
const QUARTER_TURN = f(Math.PI / 2);
const LANES = 4;

/**
 * The radius sqrt(-2 ln u), u in (0, 1) on a grid of 2^-40. The first bit selects the nearer end of (0, 1), the others give the
 * distance from it, so that u and 1 - u are both exact to the last bit if they are small.
 */
export function radius(word: number, low: number): number {
  const end = f(f(f(2 ** 31 - (word & 0x7fffffff)) - f((low + 0.5) / 256)) * 2 ** -32);
  return f(Math.sqrt(f(2 * negativeLog(word >>> 31 === 0 ? end : f(1 - end), end))));
}

const EVERYWHERE = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] as const;

/**
 * Entries j and j + 4 of a half tile are the two projections of one radius on one angle, which consists of a turn within an
 * eighth of the circle on either side of an axis, the direction of the axis, and the choice between the two axes.
 */
export const normal = withKernel({ name: "normal", constants: [], range: EVERYWHERE }, (words, out) => {
  for (let half = 0; half < words.length; half += 2 * LANES) {
    for (let lane = half; lane < half + LANES; lane++) {
      const angle = words[lane + LANES]!;
      const r = radius(words[lane]!, (angle >>> 22) & 0xff);
      const within = f(f(2 * (angle & 0x3fffff) + 1 - 2 ** 22) * 2 ** -23);
      const turn = f(within * QUARTER_TURN);
      const along = f(r * cosineNear0(turn)) * (angle >>> 31 === 0 ? 1 : -1);
      const across = f(r * sineNear0(turn));
      const swapped = ((angle >>> 30) & 1) === 1;
      out[lane] = swapped ? across : along;
      out[lane + LANES] = swapped ? along : across;
    }
  }
});
