/** The values of a tensor in stored order, piece by piece: how a tensor larger than memory is read. */
import { decodeValues, swapBytes, type Values } from "./codec.js";
import { type Dtype, itemSize } from "./dtype.js";
import { oneLine } from "./oneLine.js";
import type { RandomFile } from "./randomFile.js";
import { entryCount } from "./tensor.js";
import type { ReadableEntry, StoredTensor } from "./weights.js";

const PIECE_BYTES = 2 ** 21;

/** `read` returns `length` bytes, `at` bytes after the first value. */
export async function* piecesOf(
  dtype: Dtype,
  byteLength: number,
  read: (at: number, length: number) => Promise<Uint8Array>,
  bigEndian = false,
): AsyncGenerator<Values> {
  const size = itemSize(dtype);
  const most = PIECE_BYTES - (PIECE_BYTES % size);
  for (let at = 0; at < byteLength; at += most) {
    const bytes = await read(at, Math.min(most, byteLength - at));
    yield decodeValues(dtype, bigEndian ? swapBytes(bytes, size) : bytes);
  }
}

/**
 * A tensor whose values are contiguous in a file from `begin` on. Throws an Error of one line if `byteLength`, which the file
 * declares, does not match the shape, or if the file ends before.
 */
export function storedAt(
  file: Pick<RandomFile, "read" | "size">,
  entry: ReadableEntry,
  { begin, byteLength, bigEndian = false }: { begin: number; byteLength: number; bigEndian?: boolean },
): StoredTensor {
  const needed = entryCount(entry.shape) * itemSize(entry.dtype);
  const end = begin + byteLength;
  if (needed !== byteLength || !(begin >= 0 && end <= file.size)) {
    throw new Error(
      `${oneLine(JSON.stringify(entry.name), 60)} must have the ${needed} bytes of its shape, got ${begin} to ${end} of ${file.size}`,
    );
  }
  return {
    entry,
    pieces: () => piecesOf(entry.dtype, byteLength, (at, length) => file.read(begin + at, length), bigEndian),
  };
}
