/** Both tails of a law at one point, each with its own relative accuracy: the smaller is never computed as 1 minus the larger. */
export interface Tails {
  readonly lower: number;
  readonly upper: number;
}

export const UNDEFINED: Tails = { lower: Number.NaN, upper: Number.NaN };

export const fromLower = (lower: number): Tails => ({ lower, upper: 1 - lower });

export const fromUpper = (upper: number): Tails => ({ lower: 1 - upper, upper });

export const mirrored = ({ lower, upper }: Tails): Tails => ({ lower: upper, upper: lower });
