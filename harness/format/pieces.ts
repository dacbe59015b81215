/** The values of a tensor in the order they are stored, a piece at a time: what a tensor larger than memory is read by. */
import { decodeValues, type Values } from "./codec.js";
import { type Dtype, itemSize } from "./dtype.js";

const PIECE_BYTES = 2 ** 21;

/** `read` answers `length` bytes that begin `at` bytes behind the first value. */
export async function* piecesOf(
  dtype: Dtype,
  byteLength: number,
  read: (at: number, length: number) => Promise<Uint8Array>,
): AsyncGenerator<Values> {
  const most = PIECE_BYTES - (PIECE_BYTES % itemSize(dtype));
  for (let at = 0; at < byteLength; at += most) {
    yield decodeValues(dtype, await read(at, Math.min(most, byteLength - at)));
  }
}
