/** MessagePack, item by item (the format's spec.md): the next item, and the position of its bytes; payloads are skipped. */
import type { Cursor } from "./cursor.js";

export type MsgpackItem =
  | { readonly kind: "map" | "array"; readonly count: number }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "number"; readonly number: number }
  | { readonly kind: "bytes"; readonly begin: number; readonly length: number }
  | { readonly kind: "extension"; readonly type: number; readonly begin: number; readonly length: number }
  | { readonly kind: "nothing" };

/** Leaves the cursor after the item; for a map or an array, before its members. Throws an Error of one line. */
export function nextItem(cursor: Cursor): MsgpackItem {
  const first = cursor.byte();
  if (first <= 0x7f) return number(first);
  if (first <= 0x8f) return { kind: "map", count: first & 0x0f };
  if (first <= 0x9f) return { kind: "array", count: first & 0x0f };
  if (first <= 0xbf) return { kind: "text", text: cursor.text(first & 0x1f) };
  if (first >= 0xe0) return number(first - 0x100);
  const read = items[first];
  if (read === undefined) throw new Error(`msgpack: must hold items, got byte ${first} at ${cursor.at - 1}`);
  return read(cursor);
}

const number = (value: number): MsgpackItem => ({ kind: "number", number: value });
const u8 = (c: Cursor): number => c.byte();
const u16 = (c: Cursor): number => c.view(2).getUint16(0);
const u32 = (c: Cursor): number => c.view(4).getUint32(0);

type Length = (cursor: Cursor) => number;
const nothing = (): MsgpackItem => ({ kind: "nothing" });
const text =
  (length: Length) =>
  (c: Cursor): MsgpackItem => ({ kind: "text", text: c.text(length(c)) });
const map =
  (length: Length) =>
  (c: Cursor): MsgpackItem => ({ kind: "map", count: length(c) });
const array =
  (length: Length) =>
  (c: Cursor): MsgpackItem => ({ kind: "array", count: length(c) });
const bytes =
  (length: Length) =>
  (c: Cursor): MsgpackItem => {
    const count = length(c);
    const begin = c.at;
    c.skip(count);
    return { kind: "bytes", begin, length: count };
  };
const extension =
  (length: Length) =>
  (c: Cursor): MsgpackItem => {
    const count = length(c);
    const type = c.view(1).getInt8(0);
    const begin = c.at;
    c.skip(count);
    return { kind: "extension", type, begin, length: count };
  };

const items: Readonly<Record<number, (cursor: Cursor) => MsgpackItem>> = {
  192: nothing,
  194: nothing,
  195: nothing,
  196: bytes(u8),
  197: bytes(u16),
  198: bytes(u32),
  199: extension(u8),
  200: extension(u16),
  201: extension(u32),
  202: (c) => number(c.view(4).getFloat32(0)),
  203: (c) => number(c.view(8).getFloat64(0)),
  204: (c) => number(c.byte()),
  205: (c) => number(u16(c)),
  206: (c) => number(u32(c)),
  207: (c) => number(Number(c.view(8).getBigUint64(0))),
  208: (c) => number(c.view(1).getInt8(0)),
  209: (c) => number(c.view(2).getInt16(0)),
  210: (c) => number(c.view(4).getInt32(0)),
  211: (c) => number(Number(c.view(8).getBigInt64(0))),
  212: extension(() => 1),
  213: extension(() => 2),
  214: extension(() => 4),
  215: extension(() => 8),
  216: extension(() => 16),
  217: text(u8),
  218: text(u16),
  219: text(u32),
  220: array(u16),
  221: array(u32),
  222: map(u16),
  223: map(u32),
};
