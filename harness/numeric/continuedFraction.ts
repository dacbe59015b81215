/** What Lentz's method of continued fractions needs, as modified by Thompson and Barnett (1986). */

/** A denominator of 0 is replaced by this. */
export const TINY = 1e-300;

/** A factor this near 1 leaves the fraction as it is. */
export const CONVERGED = 2 * Number.EPSILON;

export const nonZero = (x: number): number => (Math.abs(x) < TINY ? TINY : x);
