/** A ratio of two polynomials, coefficients in ascending order. */
export interface Rational {
  readonly numerator: readonly number[];
  readonly denominator: readonly number[];
}

export function evaluate({ numerator, denominator }: Rational, x: number): number {
  return polynomial(numerator, x) / polynomial(denominator, x);
}

/** Horner's rule. */
export function polynomial(coefficients: readonly number[], x: number): number {
  let sum = 0;
  for (let k = coefficients.length - 1; k >= 0; k--) sum = sum * x + coefficients[k]!;
  return sum;
}
