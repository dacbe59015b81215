/** A regular file read piece by piece, anywhere. */
import { type FileHandle, open, stat } from "node:fs/promises";

export interface RandomFile {
  readonly size: number;
  /** Throws an Error where the file does not have all these bytes, before it makes room for them. */
  read(position: number, length: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** No system call reads more than 2^31 - 1 bytes. */
const MOST_AT_ONCE = 2 ** 30;

/** Throws an Error where there is no such file, or no regular one: a pipe could wait for ever. */
export async function openRandomFile(path: string): Promise<RandomFile> {
  if (!(await stat(path)).isFile()) throw new Error("must be a regular file, got something else");
  const handle = await open(path, "r");
  const { size } = await handle.stat();
  return {
    size,
    read: async (position, length) => {
      if (!(position >= 0 && length >= 0 && position + length <= size)) {
        throw new Error(`must have ${length} bytes at ${position}, got a file of ${size}`);
      }
      const bytes = new Uint8Array(length);
      await fill(handle, bytes, position);
      return bytes;
    },
    close: () => handle.close(),
  };
}

async function fill(handle: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let at = 0; at < bytes.length; ) {
    const { bytesRead } = await handle.read(bytes, at, Math.min(bytes.length - at, MOST_AT_ONCE), position + at);
    if (bytesRead === 0) throw new Error(`must have ${bytes.length} bytes at ${position}, got ${at}`);
    at += bytesRead;
  }
}
