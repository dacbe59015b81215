/**
 * Protocol buffers, field by field (protobuf.dev, "Encoding"): the next field, and the position of its bytes; nothing is copied.
 */
import type { Cursor } from "./cursor.js";

export interface ProtobufField {
  readonly number: number;
  /** The value of a varint; 0 for other kinds. */
  readonly value: number;
  /** Position of the bytes of other kinds: messages, text, bytes, packed numbers and fixed-size numbers. */
  readonly begin: number;
  readonly length: number;
}

const [VARINT, FIXED64, BYTES, FIXED32] = [0, 1, 2, 5];

/** The fields from the cursor to its end, or to `end`. Throws an Error of one line if the bytes are not fields. */
export function* protobufFields(cursor: Cursor, end: number): Generator<ProtobufField> {
  while (cursor.at < end) {
    const tag = varint(cursor);
    const kind = tag % 8;
    const number = Math.floor(tag / 8);
    const value = kind === VARINT ? varint(cursor) : 0;
    const length = kind === BYTES ? varint(cursor) : kind === FIXED64 ? 8 : kind === FIXED32 ? 4 : 0;
    if ((kind !== VARINT && length === 0 && kind !== BYTES) || number === 0) {
      throw new Error(`protobuf: must hold fields, got kind ${kind} at ${cursor.at}`);
    }
    const begin = cursor.at;
    if (length > end - begin)
      throw new Error(`protobuf: a field must lie in its message, got ${length} bytes at ${begin}`);
    yield { number, value, begin, length };
    cursor.skip(begin + length - cursor.at);
  }
}

/** Negative numbers take ten bytes and are returned as huge ones; values above 2^53 are not exact. */
export function varint(cursor: Cursor): number {
  let value = 0;
  for (let shift = 0; shift < 70; shift += 7) {
    const byte = cursor.byte();
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return value;
  }
  throw new Error(`protobuf: a number must end within 10 bytes, got more at ${cursor.at}`);
}
