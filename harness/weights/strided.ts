/** Tensors that are not contiguous: views of a buffer, with an offset and a stride for each axis. */
import { decodeValues, swapBytes, type Values } from "./codec.js";
import { itemSize } from "./dtype.js";
import { storedAt } from "./pieces.js";
import type { RandomBytes } from "./randomFile.js";
import { entryCount } from "./tensor.js";
import type { ReadableEntry, StoredTensor } from "./weights.js";

/** The most bytes that are read at once to gather entries. */
const MOST_SPANNED = 2 ** 27;
/** The most times that an entry is read, on average. */
const MOST_READINGS = 4;

export interface StridedView {
  /** In entries, as in PyTorch. */
  readonly offset: number;
  readonly strides: readonly number[];
}

/**
 * A tensor that is a view of `buffer`. Throws an Error of one line if it extends beyond the buffer, or has more entries than its
 * span.
 */
export function viewOf(
  buffer: RandomBytes,
  entry: ReadableEntry,
  { offset, strides }: StridedView,
  bigEndian = false,
): StoredTensor {
  const { shape, dtype } = entry;
  const size = itemSize(dtype);
  const count = entryCount(shape);
  if (strides.length !== shape.length) throw new Error(`view: must have a stride an axis, got ${strides.length}`);
  const end = count === 0 ? offset : offset + spanOf(shape, strides);
  if (!(Number.isSafeInteger(end) && end * size <= buffer.size)) {
    throw new Error(`view: must lie within its ${buffer.size} bytes, got ${end} entries of ${size}`);
  }
  // A stride of 0 uses one entry many times: no initializer draws such tensors, and a false header could make them unlimited.
  if (count > end - offset)
    throw new Error(`view: must not use an entry twice, got ${count} entries of ${end - offset}`);
  const place = { begin: offset * size, byteLength: count * size, bigEndian };
  if (isRow(shape, strides)) return storedAt(buffer, entry, place);
  if (isRow(shape.toReversed(), strides.toReversed())) return storedAt(buffer, { ...entry, fortran: true }, place);
  const rows = rowsAtOnce(entry, strides);
  return { entry, pieces: () => gathered(buffer, entry, { offset, strides }, rows, bigEndian) };
}

/** The number of entries from the first to the last, both included. */
const spanOf = (shape: readonly number[], strides: readonly number[]): number =>
  shape.reduce((span, n, axis) => span + (n - 1) * strides[axis]!, 1);

/** Whether the entries are contiguous, with the last axis fastest. */
function isRow(shape: readonly number[], strides: readonly number[]): boolean {
  let expected = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    if (shape[axis] === 1) continue;
    if (strides[axis] !== expected) return false;
    expected *= shape[axis]!;
  }
  return true;
}

/**
 * The number of indices of the first axis that are read together. Throws an Error of one line if that takes too much memory, or
 * too many readings.
 */
function rowsAtOnce({ shape, dtype }: ReadableEntry, strides: readonly number[]): number {
  const [rows, step] = [shape[0]!, strides[0]!];
  const rowSpan = spanOf(shape.slice(1), strides.slice(1));
  const affordable = Math.floor((MOST_SPANNED / itemSize(dtype) - rowSpan) / Math.max(1, step)) + 1;
  const taken = Math.min(rows, affordable);
  const read = Math.ceil(rows / taken) * ((taken - 1) * step + rowSpan);
  if (taken >= 1 && read <= MOST_READINGS * spanOf(shape, strides)) return taken;
  throw new Error("view: must lie in rows where it is large, got other strides: save it with .contiguous()");
}

/** The entries in C order. */
async function* gathered(
  buffer: RandomBytes,
  { shape, dtype }: ReadableEntry,
  { offset, strides }: StridedView,
  atOnce: number,
  bigEndian: boolean,
): AsyncGenerator<Values> {
  const size = itemSize(dtype);
  const [rows, ...inner] = shape as [number, ...number[]];
  const step = strides[0]!;
  for (let row = 0; row < rows; row += atOnce) {
    const taken = Math.min(atOnce, rows - row);
    const span = (taken - 1) * step + spanOf(inner, strides.slice(1));
    const bytes = await buffer.read((offset + row * step) * size, span * size);
    const values = decodeValues(dtype, bigEndian ? swapBytes(bytes, size) : bytes);
    yield picked(values, [taken, ...inner], strides);
  }
}

function picked(from: Values, shape: readonly number[], strides: readonly number[]): Values {
  const count = entryCount(shape);
  const values = from instanceof Float64Array ? new Float64Array(count) : new Float32Array(count);
  const index = shape.map(() => 0);
  for (let to = 0, at = 0; to < count; to++) {
    values[to] = from[at]!;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      at += strides[axis]!;
      if (++index[axis]! < shape[axis]!) break;
      at -= strides[axis]! * shape[axis]!;
      index[axis] = 0;
    }
  }
  return values;
}
