/** The floating-point formats of weights, and the grid of numbers that each can represent (IEEE 754-2019, section 3.3). */
export type Dtype = "float32" | "float64" | "float16" | "bfloat16";

export interface Grid {
  /** Bytes of one value. */
  readonly itemSize: number;
  /** Bits of the significand, the implicit one included. */
  readonly precision: number;
  /** Exponents of the smallest and the largest normal power of two. */
  readonly minExponent: number;
  readonly maxExponent: number;
}

const grids: Readonly<Record<Dtype, Grid>> = {
  float64: { itemSize: 8, precision: 53, minExponent: -1022, maxExponent: 1023 },
  float32: { itemSize: 4, precision: 24, minExponent: -126, maxExponent: 127 },
  float16: { itemSize: 2, precision: 11, minExponent: -14, maxExponent: 15 },
  bfloat16: { itemSize: 2, precision: 8, minExponent: -126, maxExponent: 127 },
};

export const dtypes = Object.keys(grids) as readonly Dtype[];

export const isDtype = (name: string): name is Dtype => Object.hasOwn(grids, name);

export const gridOf = (dtype: Dtype): Grid => grids[dtype];

export const itemSize = (dtype: Dtype): number => grids[dtype].itemSize;

/** The largest finite value. */
export const largest = (dtype: Dtype): number => {
  const { precision, maxExponent } = grids[dtype];
  return (2 - 2 ** (1 - precision)) * 2 ** maxExponent;
};

/** The nearest value of the dtype, ties to even, in a single rounding; infinity from half a step above the largest value. */
export function roundTo(dtype: Dtype, x: number): number {
  if (dtype === "float64") return x;
  if (dtype === "float32") return Math.fround(x);
  if (!Number.isFinite(x) || x === 0) return x;
  const step = spacing(dtype, x);
  const magnitude = roundToEven(Math.abs(x) / step) * step;
  return Math.sign(x) * (magnitude > largest(dtype) ? Number.POSITIVE_INFINITY : magnitude);
}

/** The smallest value of the dtype above x. */
export function nextUp(dtype: Dtype, x: number): number {
  const near = roundTo(dtype, x);
  if (near > x || Number.isNaN(x) || x === Number.POSITIVE_INFINITY) return near;
  if (near === Number.NEGATIVE_INFINITY) return -largest(dtype);
  if (near === largest(dtype)) return Number.POSITIVE_INFINITY;
  return near < 0 ? -(-near - spacingBelow(dtype, -near)) : near + spacing(dtype, near);
}

/**
 * The reals that round to the dtype's value nearest to x: between the midpoints with its two neighbours. The largest value has
 * the next power of two as its neighbour, as in rounding. Exact except for float64, whose midpoints are not representable here
 * and are rounded.
 */
export function roundingInterval(dtype: Dtype, x: number): [lo: number, hi: number] {
  const near = roundTo(dtype, x);
  const size = Math.abs(near);
  if (size === Number.POSITIVE_INFINITY) {
    const edge = largest(dtype) + spacing(dtype, largest(dtype)) / 2;
    return near > 0 ? [edge, near] : [near, -edge];
  }
  const inner = size === 0 ? -spacing(dtype, 0) / 2 : size - spacingBelow(dtype, size) / 2;
  const outer = size + spacing(dtype, size) / 2;
  return near < 0 ? [-outer, -inner] : [inner, outer];
}

/** Distance from a value of size |x| to the next larger one. */
export function spacing(dtype: Dtype, x: number): number {
  const { precision, minExponent } = grids[dtype];
  return 2 ** (Math.max(exponentOf(x), minExponent) - precision + 1);
}

/** Distance from the positive value x to the next smaller one: half as much at a power of two. */
function spacingBelow(dtype: Dtype, x: number): number {
  const exponent = exponentOf(x);
  const step = spacing(dtype, x);
  return x === 2 ** exponent && exponent > grids[dtype].minExponent ? step / 2 : step;
}

const scratch = new DataView(new ArrayBuffer(8));

/** floor(log2 |x|) from the bits, since a logarithm would round; -1023 for zero and float64's subnormals. */
function exponentOf(x: number): number {
  scratch.setFloat64(0, x);
  return ((scratch.getUint16(0) >> 4) & 0x7ff) - 1023;
}

/** Adding 2^52 leaves no bits for a fraction, so the addition itself rounds. */
const roundToEven = (x: number): number => x + 2 ** 52 - 2 ** 52;
