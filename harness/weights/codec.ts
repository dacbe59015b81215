/** Conversion of values of a dtype from and to little-endian bytes. */
import { endianness } from "node:os";
import { type Dtype, gridOf, itemSize, roundTo, spacing } from "./dtype.js";

export type Values = Float32Array | Float64Array;

/**
 * Every float16 and bfloat16 is a float32, so only float64 needs a wider array. Wide values share the memory of the bytes where
 * they are aligned: the bytes must not change. Throws a RangeError if the last value is incomplete.
 */
export function decodeValues(dtype: Dtype, bytes: Uint8Array): Values {
  if (bytes.length % itemSize(dtype) !== 0) {
    throw new RangeError(`decode: must have whole ${dtype} values, got ${bytes.length} bytes`);
  }
  const size = itemSize(dtype);
  const { buffer, byteOffset, length } = inNativeOrder(bytes, size);
  const view = [buffer, byteOffset, length / size] as const;
  if (dtype === "float64") return new Float64Array(...view);
  if (dtype === "float32") return new Float32Array(...view);
  const words = new Uint16Array(...view);
  const values = new Float32Array(words.length);
  if (dtype === "bfloat16") {
    // A bfloat16 is the upper half of a float32.
    const bits = new Uint32Array(values.buffer);
    for (let k = 0; k < words.length; k++) bits[k] = words[k]! << 16;
  } else {
    for (let k = 0; k < words.length; k++) values[k] = halfOf(words[k]!);
  }
  return values;
}

/** Rounds every value to the dtype. */
export function encodeValues(dtype: Dtype, values: Values): Uint8Array {
  const array =
    dtype === "float64"
      ? Float64Array.from(values)
      : dtype === "float32"
        ? Float32Array.from(values)
        : Uint16Array.from(values, (x) => wordOf(dtype, x));
  return inNativeOrder(new Uint8Array(array.buffer), itemSize(dtype));
}

/** The bytes themselves if the machine reads them as they lie, else an aligned or byte-swapped copy. */
function inNativeOrder(bytes: Uint8Array, size: number): Uint8Array {
  if (endianness() === "BE") return swapBytes(bytes, size);
  return bytes.byteOffset % size === 0 ? bytes : new Uint8Array(bytes);
}

/** A copy with the bytes of each value in reverse order. Throws a RangeError if the last value is incomplete. */
export function swapBytes(bytes: Uint8Array, size: number): Uint8Array<ArrayBuffer> {
  const copy = new Uint8Array(bytes.length);
  copy.set(bytes);
  const swappable = Buffer.from(copy.buffer);
  if (size === 8) swappable.swap64();
  else if (size === 4) swappable.swap32();
  else if (size === 2) swappable.swap16();
  return copy;
}

/** The float16 with these bits: sign, 5 bits of exponent, 10 of fraction. */
function halfOf(word: number): number {
  const exponent = (word >> 10) & 0x1f;
  const fraction = word & 0x3ff;
  const sign = word & 0x8000 ? -1 : 1;
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (0x400 + fraction) * 2 ** (exponent - 25));
}

/**
 * The 16 bits of a float16 or bfloat16. For positive values the bits, read as an integer, count the values of the grid in order.
 */
function wordOf(dtype: Dtype, x: number): number {
  const { precision, minExponent, maxExponent } = gridOf(dtype);
  const sign = x < 0 || Object.is(x, -0) ? 0x8000 : 0;
  const infinity = (maxExponent - minExponent + 2) << (precision - 1);
  if (Number.isNaN(x)) return infinity | (1 << (precision - 2));
  const near = Math.abs(roundTo(dtype, x));
  if (near === Number.POSITIVE_INFINITY) return sign | infinity;
  const step = spacing(dtype, near);
  const binades = Math.log2(step) - (minExponent - precision + 1);
  return sign | (near / step + binades * 2 ** (precision - 1));
}
