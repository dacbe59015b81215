/** Tensors at rest as written by numpy.savez and numpy.savez_compressed: a zip archive of .npy files. */
import { crc32 } from "node:zlib";
import { type ByteReader, byteReader } from "./byteReader.js";
import type { Values } from "./codec.js";
import { IntegersError, type NpyHeader, readNpyHeader } from "./npyHeader.js";
import { oneLine } from "./oneLine.js";
import { piecesOf } from "./pieces.js";
import type { ArchiveFormat } from "./weightFormat.js";
import { KERAS_LAYOUTS, type StoredTensor, type Weights, weightsOf } from "./weights.js";
import type { ZipEntry } from "./zip.js";

export const npzFormat: ArchiveFormat = { name: "npz", recognises: () => true, open: openNpz };

/** Throws an Error of one line if two members have one name; a member with a fault becomes an entry with the reason. */
export async function openNpz(members: readonly ZipEntry[], close: () => Promise<void>): Promise<Weights> {
  const stored: StoredTensor[] = [];
  for (const member of members) if (!member.name.endsWith("/")) stored.push(await storedIn(member));
  return weightsOf("npz", stored, { layouts: KERAS_LAYOUTS, close });
}

async function storedIn(member: ZipEntry): Promise<StoredTensor> {
  const name = member.name.replace(/\.npy$/, "");
  if (name === member.name) return { entry: { name, unsupported: "npz: must hold .npy files, got another" } };
  try {
    const { shape, dtype, fortran } = await withContent(member, (content) => headerFrom(content, member));
    return { entry: { name, shape, dtype, ...(fortran ? { fortran } : {}) }, pieces: () => piecesFrom(member) };
  } catch (error) {
    const unsupported = oneLine((error as Error).message, 300);
    return { entry: { name, unsupported, ...(error instanceof IntegersError ? { integers: true as const } : {}) } };
  }
}

async function withContent<T>(member: ZipEntry, use: (content: ByteReader) => Promise<T>): Promise<T> {
  const stream = await member.open();
  const content = byteReader(stream);
  try {
    return await use(content);
  } catch (error) {
    throw broken(content) ?? error;
  } finally {
    stream.destroy();
  }
}

/** The error that ended the stream, if any. */
function broken(content: ByteReader): Error | undefined {
  const failure = content.failure();
  return failure === undefined ? undefined : new Error(`npz: must be intact, got ${failure.message}`);
}

/** Reads the header without taking its bytes. */
async function headerFrom(content: ByteReader, { size }: ZipEntry): Promise<NpyHeader> {
  for (;;) {
    const header = readNpyHeader(content.held());
    if (header !== undefined) {
      const whole = header.dataOffset + header.byteLength;
      if (size !== whole) throw new Error(`npz: must declare the ${whole} bytes of its .npy header, got ${size}`);
      return header;
    }
    if (!(await content.more())) throw new Error("npz: must have a whole .npy header, got part of one");
  }
}

/** After the last piece the checksum is verified: only the end of the data determines it. */
async function* piecesFrom(member: ZipEntry): AsyncGenerator<Values> {
  const stream = await member.open();
  const content = byteReader(stream);
  try {
    const { dtype, dataOffset, byteLength, bigEndian } = await headerFrom(content, member);
    let sum = crc32(await taken(content, dataOffset, member));
    const read = async (_: number, length: number): Promise<Uint8Array> => {
      const bytes = await taken(content, length, member);
      sum = crc32(bytes, sum);
      return bytes;
    };
    yield* piecesOf(dtype, byteLength, read, bigEndian);
    await requireEnd(content, member, sum);
  } catch (error) {
    throw broken(content) ?? error;
  } finally {
    stream.destroy();
  }
}

async function taken(content: ByteReader, count: number, member: ZipEntry): Promise<Uint8Array> {
  const bytes = await content.take(count);
  if (bytes === undefined) throw otherBytes(member);
  return bytes;
}

async function requireEnd(content: ByteReader, member: ZipEntry, sum: number): Promise<void> {
  if (content.held().length > 0 || (await content.more())) throw otherBytes(member);
  if (sum !== member.crc) throw new Error("npz: must match its CRC-32, got other bytes");
}

const otherBytes = ({ size }: ZipEntry): Error =>
  new Error(`npz: must have the ${size} bytes that it declares, got others`);
