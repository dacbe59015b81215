/** Reads a stream piece by piece as a protocol demands, holding no more than was asked for. */
import type { Readable } from "node:stream";

export interface ProcessReader {
  /** The bytes read and not yet taken. */
  held(): Uint8Array;
  /** Reads some more; false at the end of the stream. */
  more(): Promise<boolean>;
  /** The next `count` bytes, or undefined if the stream ends before; the stream is left behind them. */
  take(count: number): Promise<Uint8Array | undefined>;
  /** Passes over `count` bytes without keeping them; false if the stream ends before. */
  skip(count: number): Promise<boolean>;
  /** Whether bytes wait that nobody has taken. */
  waiting(): boolean;
  /** Whether the end of the stream was met. */
  ended(): boolean;
}

export function processReader(stream: Readable): ProcessReader {
  const chunks: AsyncIterator<Buffer> = stream[Symbol.asyncIterator]();
  let held: Buffer = Buffer.alloc(0);
  let ended = false;

  /** A stream that breaks has ended: why it did is for the process to say. */
  const next = async (): Promise<Buffer | undefined> => {
    const { done, value } = await chunks.next().catch(() => ({ done: true, value: undefined }));
    ended ||= done === true;
    return ended ? undefined : value;
  };
  /** Hands the next `count` bytes to `keep`, chunk by chunk. */
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
  };
}
