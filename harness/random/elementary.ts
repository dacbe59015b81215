/**
 * Logarithm, sine and cosine in float32 from + - x / only, so that every engine, and a SIMD kernel, gives the same bits.
 * `Math.fround` rounds every operation; the coefficients are our own minimax fits of the relative error, with the first one exact
 * (recipe in test/golden/README.md).
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
/** ln 2 = 2 atanh(1/3), summed here so that it does not depend on an engine's logarithm. */
const LN_2 = f(
  series(
    Array.from({ length: 20 }, (_, k) => 2 / (2 * k + 1)),
    1 / 9,
  ) / 3,
);

function series(coefficients: readonly number[], z: number): number {
  return coefficients.reduceRight((sum, c) => sum * z + c, 0);
}

/** ln(1 + x) for x in [sqrt(1/2) - 1, sqrt(2) - 1]: 2 atanh(s), s = x / (2 + x), relative error 8e-10. */
const ATANH = [2, 0.66666776, 0.39977574, 0.29870945].map(f);

export function log1pNear0(x: number): number {
  const s = f(x / f(2 + x));
  const z = f(s * s);
  return f(s * horner(ATANH, z));
}

/**
 * -ln u for a positive float32 u, given also `complement` = 1 - u, which is used if u is near 1, where the rounding of u would
 * spoil the result.
 */
export function negativeLog(u: number, complement: number): number {
  const i = asBits(u) - HALF_SQRT2_BITS;
  const exponent = i >> 23;
  const mantissa = fromBits((i & MANTISSA) + HALF_SQRT2_BITS);
  const x = exponent === 0 ? -complement : f(mantissa - 1);
  return f(f(-exponent * LN_2) - log1pNear0(x));
}

/** Relative errors 4e-9 and 7e-11. */
const SINE = [1, -0.166666546, 8.33216075e-3, -1.95152812e-4].map(f);
const COSINE = [1, -0.499999997, 0.0416666204, -1.38866816e-3, 2.43835653e-5].map(f);

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

/** The polynomial with these even and odd coefficients: two short chains of operations instead of a long one. */
export function twoHorners(even: readonly number[], odd: readonly number[], z: number): number {
  const square = f(z * z);
  return f(horner(even, square) + f(z * horner(odd, square)));
}
