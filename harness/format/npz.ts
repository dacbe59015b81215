/** Tensors at rest as numpy.savez and numpy.savez_compressed leave them: a zip archive of .npy files. */
import { crc32 } from "node:zlib";
import { type ByteReader, byteReader } from "./byteReader.js";
import type { Values } from "./codec.js";
import { decodeNpyData } from "./npy.js";
import { IntegersError, type NpyHeader, readNpyHeader } from "./npyHeader.js";
import { oneLine } from "./oneLine.js";
import { piecesOf } from "./pieces.js";
import type { RandomFile } from "./randomFile.js";
import type { Tensor } from "./tensor.js";
import type { WeightEntry, Weights } from "./weights.js";
import { listZip, type ZipEntry } from "./zip.js";

/** Throws an Error of one line where the archive is not one; what is wrong with one entry is told of that entry only. */
export async function openNpz(file: RandomFile): Promise<Weights> {
  const zip = await listZip(file);
  const members = new Map<string, ZipEntry>();
  for (const member of zip.filter(({ name }) => !name.endsWith("/"))) {
    const name = member.name.replace(/\.npy$/, "");
    if (members.has(name)) throw new Error(`npz: must name every tensor once, got ${oneLine(name)} twice`);
    members.set(name, member);
  }
  const entries = new Map<string, WeightEntry>();
  for (const [name, member] of members) entries.set(name, await entryOf(name, member));
  return {
    entries: [...entries.values()],
    load: async (name) => {
      const member = memberNamed(name);
      return withContent(member, (content) => loadFrom(content, member));
    },
    pieces: async function* (name) {
      yield* piecesFrom(memberNamed(name));
    },
    close: () => file.close(),
  };

  function memberNamed(name: string): ZipEntry {
    const member = members.get(name);
    if (member === undefined) throw new Error(`npz: must hold the tensor asked for, got no ${oneLine(name)}`);
    const refusal = entries.get(name)?.unsupported;
    if (refusal !== undefined) throw new Error(refusal);
    return member;
  }
}

async function entryOf(name: string, member: ZipEntry): Promise<WeightEntry> {
  if (!member.name.endsWith(".npy")) return { name, unsupported: "npz: must hold .npy files, got another" };
  try {
    const { shape, dtype, fortran } = await withContent(member, (content) => headerFrom(content, member));
    return { name, shape, dtype, ...(fortran ? { fortran } : {}) };
  } catch (error) {
    const unsupported = oneLine((error as Error).message, 300);
    return { name, unsupported, ...(error instanceof IntegersError ? { integers: true as const } : {}) };
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

/** What ended the stream, if it did not end by itself. */
function broken(content: ByteReader): Error | undefined {
  const failure = content.failure();
  return failure === undefined ? undefined : new Error(`npz: must be intact, got ${failure.message}`);
}

/** Reads the header and leaves it where it is. */
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

async function loadFrom(content: ByteReader, member: ZipEntry): Promise<Tensor> {
  const header = await headerFrom(content, member);
  const first = await taken(content, header.dataOffset, member);
  const bytes = await taken(content, header.byteLength, member);
  await requireEnd(content, member, crc32(bytes, crc32(first)));
  return decodeNpyData(header, bytes);
}

/** The last piece is followed by what only the end can tell: whether the checksum holds. */
async function* piecesFrom(member: ZipEntry): AsyncGenerator<Values> {
  const stream = await member.open();
  const content = byteReader(stream);
  try {
    const header = await headerFrom(content, member);
    let sum = crc32(await taken(content, header.dataOffset, member));
    yield* piecesOf(header.dtype, header.byteLength, async (_, length) => {
      const bytes = await taken(content, length, member);
      sum = crc32(bytes, sum);
      return bytes;
    });
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
