/**
 * Logarithm, sine and cosine in float32 from + - x / alone, so that every engine, and a SIMD kernel, gives the same bits.
 * Every operation is rounded by `Math.fround`; the coefficients are those of the series, not fitted.
 */
const f = Math.fround;

const floats = new Float32Array(1);
const ints = new Int32Array(floats.buffer);
const asBits = (x: number): number => {
  floats[0] = x;
  return ints[0]!;
};
const fromBits = (i: number): number => {
  ints[0] = i;
  return floats[0]!;
};

const HALF_SQRT2_BITS = asBits(f(Math.sqrt(0.5)));
const MANTISSA = 0x7fffff;
/** ln 2 = 2 atanh(1/3), summed here so that no engine's own logarithm enters. */
const LN_2 = f(
  series(
    Array.from({ length: 20 }, (_, k) => 2 / (2 * k + 1)),
    1 / 9,
  ) / 3,
);

function series(coefficients: readonly number[], z: number): number {
  return coefficients.reduceRight((sum, c) => sum * z + c, 0);
}

/** ln(1 + x) for x in [sqrt(1/2) - 1, sqrt(2) - 1]: 2 atanh(x / (2 + x)), five terms (the next is below 2e-9). */
const ATANH = [2, 2 / 3, 2 / 5, 2 / 7, 2 / 9].map(f);

export function log1pNear0(x: number): number {
  const s = f(x / f(2 + x));
  const z = f(s * s);
  return f(s * horner(ATANH, z));
}

/**
 * -ln u for a positive float32 u, given also `complement` = 1 - u, which is used where u is near 1 and its own
 * rounding would lose the answer.
 */
export function negativeLog(u: number, complement: number): number {
  const i = asBits(u) - HALF_SQRT2_BITS;
  const exponent = i >> 23;
  const mantissa = fromBits((i & MANTISSA) + HALF_SQRT2_BITS);
  const x = exponent === 0 ? -complement : f(mantissa - 1);
  return f(f(-exponent * LN_2) - log1pNear0(x));
}

const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));
const alternating = (first: number): number[] =>
  Array.from({ length: 6 }, (_, k) => f((k % 2 === 0 ? 1 : -1) / factorial(2 * k + first)));
const SINE = alternating(1);
const COSINE = alternating(0);

/** Sine for |x| <= pi/4. */
export function sineNear0(x: number): number {
  return f(x * horner(SINE, f(x * x)));
}

/** Cosine for |x| <= pi/4. */
export function cosineNear0(x: number): number {
  return horner(COSINE, f(x * x));
}

/** The polynomial sum c[k] z^k, rounded to float32 after every operation. */
export function horner(coefficients: readonly number[], z: number): number {
  let sum = coefficients[coefficients.length - 1]!;
  for (let k = coefficients.length - 2; k >= 0; k--) sum = f(f(sum * z) + coefficients[k]!);
  return sum;
}
