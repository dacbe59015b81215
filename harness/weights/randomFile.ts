/** A regular file with random access. */
import { readSync } from "node:fs";
import { type FileHandle, open, stat } from "node:fs/promises";

/** Bytes with random access: a file, or a part of one. */
export interface RandomBytes {
  readonly size: number;
  /** Throws an Error if the range does not exist, before memory is allocated for it. */
  read(position: number, length: number): Promise<Uint8Array>;
  /** The same, synchronously. */
  readNow(position: number, length: number): Uint8Array;
}

export interface RandomFile extends RandomBytes {
  close(): Promise<void>;
}

/** No system call reads more than 2^31 - 1 bytes. */
const MOST_AT_ONCE = 2 ** 30;

/** Throws an Error if there is no such file, or it is not a regular one: a pipe could wait forever. */
export async function openRandomFile(path: string): Promise<RandomFile> {
  if (!(await stat(path)).isFile()) throw new Error("must be a regular file, got something else");
  const handle = await open(path, "r");
  const { size } = await handle.stat();
  return {
    size,
    read: async (position, length) => {
      requireWithin(position, length, size);
      const bytes = new Uint8Array(length);
      await fill(handle, bytes, position);
      return bytes;
    },
    readNow: (position, length) => {
      requireWithin(position, length, size);
      const bytes = new Uint8Array(length);
      for (let at = 0; at < length; ) {
        const count = readSync(handle.fd, bytes, at, Math.min(length - at, MOST_AT_ONCE), position + at);
        if (count === 0) throw cutShort(position, length, at);
        at += count;
      }
      return bytes;
    },
    close: () => handle.close(),
  };
}

/** The `size` bytes from `begin` on. */
export function partOf(whole: RandomBytes, begin: number, size: number): RandomBytes {
  requireWithin(begin, size, whole.size);
  return {
    size,
    read: async (position, length) => {
      requireWithin(position, length, size);
      return whole.read(begin + position, length);
    },
    readNow: (position, length) => {
      requireWithin(position, length, size);
      return whole.readNow(begin + position, length);
    },
  };
}

export function bytesInMemory(bytes: Uint8Array): RandomBytes {
  const readNow = (position: number, length: number): Uint8Array => {
    requireWithin(position, length, bytes.length);
    return bytes.slice(position, position + length);
  };
  return { size: bytes.length, readNow, read: async (position, length) => readNow(position, length) };
}

/** The concatenation of bytes. */
export function joinedBytes(all: readonly RandomBytes[]): RandomBytes {
  if (all.length === 1) return all[0]!;
  const size = all.reduce((sum, bytes) => sum + bytes.size, 0);
  /** For each source the range that is needed, and its position in the result. */
  const parts = (
    position: number,
    length: number,
  ): { bytes: RandomBytes; from: number; count: number; to: number }[] => {
    requireWithin(position, length, size);
    let begin = 0;
    return all.flatMap((bytes) => {
      const from = Math.max(position, begin);
      const end = Math.min(position + length, begin + bytes.size);
      const part = { bytes, from: from - begin, count: end - from, to: from - position };
      begin += bytes.size;
      return part.count > 0 ? [part] : [];
    });
  };
  return {
    size,
    read: async (position, length) => {
      const found = parts(position, length);
      const whole = new Uint8Array(length);
      for (const { bytes, from, count, to } of found) whole.set(await bytes.read(from, count), to);
      return whole;
    },
    readNow: (position, length) => {
      const found = parts(position, length);
      const whole = new Uint8Array(length);
      for (const { bytes, from, count, to } of found) whole.set(bytes.readNow(from, count), to);
      return whole;
    },
  };
}

function requireWithin(position: number, length: number, size: number): void {
  if (position >= 0 && length >= 0 && position + length <= size) return;
  throw new Error(`must have ${length} bytes at ${position}, got a file of ${size}`);
}

async function fill(handle: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let at = 0; at < bytes.length; ) {
    const { bytesRead } = await handle.read(bytes, at, Math.min(bytes.length - at, MOST_AT_ONCE), position + at);
    if (bytesRead === 0) throw cutShort(position, bytes.length, at);
    at += bytesRead;
  }
}

const cutShort = (position: number, length: number, at: number): Error =>
  new Error(`must have ${length} bytes at ${position}, got ${at}`);
