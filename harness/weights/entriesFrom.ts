/** Weights as JavaScript programs hold them: typed, plain and nested arrays, tensors of TensorFlow.js and similar libraries. */
import { type Dtype, roundTo } from "./dtype.js";

/** A weight has no deeper nesting. */
const DEEPEST = 16;

/**
 * The entries of a value in C order, rounded to the dtype that they are judged as.
 *
 * @returns undefined if the value holds anything but numbers, or nested arrays of unequal lengths
 * @example entriesFrom([[1, 2], [3, 4]], "float32") // Float32Array [1, 2, 3, 4]
 */
export function entriesFrom(value: unknown, dtype: Dtype): Float32Array | Float64Array | undefined {
  const data = dataOf(value);
  if (data instanceof Float32Array && dtype === "float32") return data;
  if (ArrayBuffer.isView(data) && !(data instanceof DataView) && typeof (data as Float64Array)[0] !== "bigint") {
    return rounded(data as Float64Array, dtype);
  }
  if (!Array.isArray(data)) return undefined;
  const flat: number[] = [];
  return lengthsOf(data, flat, 0) === undefined ? undefined : rounded(flat, dtype);
}

function rounded(numbers: ArrayLike<number>, dtype: Dtype): Float32Array | Float64Array {
  const round = (x: number): number => roundTo(dtype, x);
  return dtype === "float64" ? Float64Array.from(numbers, round) : Float32Array.from(numbers, round);
}

/** The numbers of a tensor: the result of `dataSync()`, or its `data`; any other value is returned as it is. */
function dataOf(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value) || ArrayBuffer.isView(value)) return value;
  const tensor = value as { dataSync?: unknown; data?: unknown };
  if (typeof tensor.dataSync === "function") return tensor.dataSync.call(value);
  return typeof tensor.data === "function" ? undefined : tensor.data;
}

/** Appends the numbers of nested arrays and returns the lengths of their axes; undefined if they are ragged or not numbers. */
function lengthsOf(list: readonly unknown[], into: number[], depth: number): string | undefined {
  if (depth > DEEPEST) return undefined;
  let inner: string | undefined;
  for (const item of list) {
    const nested = Array.isArray(item) || ArrayBuffer.isView(item);
    if (!nested && typeof item !== "number") return undefined;
    const lengths = nested ? lengthsOf(Array.from(item as number[]), into, depth + 1) : "";
    if (!nested) into.push(item as number);
    if (lengths === undefined || (inner !== undefined && inner !== lengths)) return undefined;
    inner = lengths;
  }
  return `${list.length} ${inner ?? ""}`;
}
