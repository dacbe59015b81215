/** Numbers as text of their bytes: short, and bit for bit the same when read. */
import { endianness } from "node:os";

export function textOfFloats(arrays: readonly Float64Array[]): string {
  const bytes = Buffer.concat(
    arrays.map(({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength)),
  );
  return littleEndian(bytes).toString("base64");
}

/** @throws Error of one line unless there are exactly so many numbers */
export function floatsOfText(text: string, count: number, at: string): Float64Array {
  const bytes = Buffer.from(text, "base64");
  const size = count * Float64Array.BYTES_PER_ELEMENT;
  if (bytes.length !== size) throw new Error(`${at}: must be ${count} numbers of 8 bytes, got ${bytes.length} bytes`);
  const floats = new Float64Array(count);
  Buffer.from(floats.buffer).set(littleEndian(bytes));
  return floats;
}

const littleEndian = (bytes: Buffer): Buffer => (endianness() === "LE" ? bytes : bytes.swap64());
