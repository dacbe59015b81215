/** Reads bytes sequentially, in small steps, through a window of bounded size. */
import type { RandomBytes } from "./randomFile.js";

const WINDOW = 2 ** 16;

/** Every method throws an Error of one line if too few bytes are left. */
export interface Cursor {
  /** The position of the next byte. */
  readonly at: number;
  readonly end: number;
  byte(): number;
  /** A view of the next `count` bytes, at most some thousands. */
  view(count: number): DataView;
  /** Decodes `count` bytes of UTF-8, at most `most`. */
  text(count: number, most?: number): string;
  skip(count: number): void;
}

const LONGEST_TEXT = 2 ** 16;
const utf8 = new TextDecoder("utf-8");

/** From `at` to `end`. */
export function cursorOver(bytes: RandomBytes, at = 0, end = bytes.size): Cursor {
  let window = new Uint8Array(0);
  let from = at;
  const need = (count: number): void => {
    if (!(count >= 0 && at + count <= end)) throw new Error(`must have ${count} bytes at ${at}, got ${end - at}`);
    if (at >= from && at + count <= from + window.length) return;
    window = bytes.readNow(at, Math.min(end - at, Math.max(count, WINDOW))) as Uint8Array<ArrayBuffer>;
    from = at;
  };
  const view = (count: number): DataView => {
    need(count);
    at += count;
    return new DataView(window.buffer, window.byteOffset + at - count - from, count);
  };
  return {
    get at() {
      return at;
    },
    end,
    view,
    byte: () => {
      need(1);
      return window[at++ - from]!;
    },
    text: (count, most = LONGEST_TEXT) => {
      if (count > most) throw new Error(`text must have at most ${most} bytes, got ${count}`);
      return utf8.decode(view(count));
    },
    skip: (count) => {
      if (!(count >= 0 && at + count <= end)) throw new Error(`must have ${count} bytes at ${at}, got ${end - at}`);
      at += count;
    },
  };
}
