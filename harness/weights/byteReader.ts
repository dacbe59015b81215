/** Reads a stream in steps, as a protocol demands, and holds no more than requested. */
import type { Readable } from "node:stream";

export interface ByteReader {
  /** The bytes read and not yet taken. */
  held(): Uint8Array;
  /** Reads some more; false at the end of the stream. */
  more(): Promise<boolean>;
  /** Takes the next `count` bytes; undefined if the stream ends before. */
  take(count: number): Promise<Uint8Array | undefined>;
  /** Skips `count` bytes without keeping them; false if the stream ends before. */
  skip(count: number): Promise<boolean>;
  /** Whether there are bytes that have not been taken. */
  waiting(): boolean;
  /** Whether the stream has ended. */
  ended(): boolean;
  /** The error that ended the stream, if one did. */
  failure(): Error | undefined;
}

export function byteReader(stream: Readable): ByteReader {
  const chunks: AsyncIterator<Buffer> = stream[Symbol.asyncIterator]();
  let held: Buffer = Buffer.alloc(0);
  let ended = false;
  let failure: Error | undefined;

  const next = async (): Promise<Buffer | undefined> => {
    try {
      const { done, value } = await chunks.next();
      if (done !== true) return value;
    } catch (error) {
      failure ??= error as Error;
    }
    ended = true;
    return undefined;
  };
  /** Passes the next `count` bytes to `keep`, chunk by chunk. */
  const pass = async (count: number, keep: (chunk: Buffer, at: number) => void): Promise<boolean> => {
    for (let at = 0; ; ) {
      const part = held.subarray(0, count - at);
      keep(part, at);
      at += part.length;
      held = held.subarray(part.length);
      if (at === count) return true;
      const chunk = await next();
      if (chunk === undefined) return false;
      held = chunk;
    }
  };
  return {
    held: () => held,
    more: async () => {
      const chunk = await next();
      if (chunk !== undefined) held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
      return chunk !== undefined;
    },
    take: async (count) => {
      const bytes = new Uint8Array(count);
      return (await pass(count, (chunk, at) => bytes.set(chunk, at))) ? bytes : undefined;
    },
    skip: (count) => pass(count, () => {}),
    waiting: () => held.length > 0 || stream.readableLength > 0,
    ended: () => ended,
    failure: () => failure,
  };
}
