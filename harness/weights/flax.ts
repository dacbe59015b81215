/**
 * Parameters as written by flax.serialization.to_bytes: MessagePack of nested maps, with arrays as extension 1, and arrays above
 * 2^30 bytes in chunks. Read in place: a reader that decodes the file would hold all of it.
 */
import { type Cursor, cursorOver } from "./cursor.js";
import { isDtype } from "./dtype.js";
import { type MsgpackItem, nextItem } from "./msgpack.js";
import { oneLine } from "./oneLine.js";
import { storedAt } from "./pieces.js";
import { joinedBytes, partOf, type RandomBytes, type RandomFile } from "./randomFile.js";
import type { WeightFormat } from "./weightFormat.js";
import { KERAS_LAYOUTS, type StoredTensor, type Weights, weightsOf } from "./weights.js";

/** Bytes of a map's head: its count is in the first one, up to 15 pairs, or in the two or four behind it. */
function mapHead(first: number): number | undefined {
  if (first > 0x80 && first < 0x90) return 1;
  if (first === 0xde) return 3;
  return first === 0xdf ? 5 : undefined;
}

/** Other files begin with such a byte too (PNG with 0x89): keys are text. */
const isText = (first = 0): boolean => (first >= 0xa0 && first <= 0xbf) || (first >= 0xd9 && first <= 0xdb);

export const flaxFormat: WeightFormat = {
  name: "flax",
  recognises(head) {
    const length = mapHead(head[0] ?? 0);
    return length !== undefined && isText(head[length]);
  },
  open: openFlax,
};

const MOST_DEPTH = 64;
const MOST_NODES = 2 ** 22;
const CHUNKED = "__msgpack_chunked_array__";
const ARRAY = 1;
const SCALAR = 3;

type Parent = Extract<MsgpackItem, { readonly count: number }>;
type Leaf = Exclude<MsgpackItem, Parent>;
const isParent = (item: MsgpackItem): item is Parent => item.kind === "map" || item.kind === "array";

type Tree = Leaf | ReadonlyMap<string, unknown>;

/** Throws an Error of one line if the file is not MessagePack of maps; an array with a fault becomes an entry with the reason. */
async function openFlax(file: RandomFile): Promise<Weights> {
  const cursor = cursorOver(file);
  const tree = treeAt(cursor, { nodes: 0 }, 0);
  if (cursor.at !== file.size)
    throw new Error(`flax: must end behind its map, got ${file.size - cursor.at} bytes more`);
  const stored: StoredTensor[] = [];
  const notes: string[] = [];
  visit(file, tree, [], stored, notes);
  return weightsOf("flax", stored, { layouts: KERAS_LAYOUTS, notes, close: () => file.close() });
}

/** Lists become maps of "0", "1", ..., as in flax itself. */
function treeAt(cursor: Cursor, budget: { nodes: number }, depth: number): Tree {
  if (depth > MOST_DEPTH || ++budget.nodes > MOST_NODES) {
    throw new Error(`flax: must nest at most ${MOST_DEPTH} deep and hold at most ${MOST_NODES} values, got more`);
  }
  const item = nextItem(cursor);
  if (!isParent(item)) return item;
  const map = new Map<string, unknown>();
  for (let k = 0; k < item.count; k++) {
    const key = item.kind === "map" ? keyOf(nextItem(cursor)) : String(k);
    if (map.has(key)) throw new Error(`flax: must have every key once, got ${oneLine(key, 60)} twice`);
    map.set(key, treeAt(cursor, budget, depth + 1));
  }
  return map;
}

function keyOf(item: MsgpackItem): string {
  if (item.kind === "text") return item.text;
  if (item.kind === "number") return String(item.number);
  throw new Error(`flax: keys must be text, got ${item.kind}`);
}

function visit(file: RandomBytes, tree: Tree, path: readonly string[], stored: StoredTensor[], notes: string[]): void {
  const name = path.length === 0 ? "array" : path.join("/");
  if (!(tree instanceof Map)) {
    if ((tree as Leaf).kind === "extension") stored.push(...arrayOf(file, name, [tree as Leaf]));
  } else if (tree.has(CHUNKED)) stored.push(...chunkedOf(file, name, tree));
  else {
    for (const [key, held] of tree as ReadonlyMap<string, Tree>) {
      if (key === "opt_state") notes.push(`left out, being an optimizer's state: ${oneLine([...path, key].join("/"))}`);
      else visit(file, held, [...path, key], stored, notes);
    }
  }
}

function chunkedOf(file: RandomBytes, name: string, tree: ReadonlyMap<string, unknown>): readonly StoredTensor[] {
  const [shape, chunks] = [tree.get("shape"), tree.get("chunks")];
  if (!(shape instanceof Map && chunks instanceof Map)) {
    return [{ entry: { name, unsupported: "flax: a chunked array must have its shape and chunks, got others" } }];
  }
  const sizes = [...(shape.values() as Iterable<Leaf>)].map((size) =>
    size.kind === "number" ? size.number : Number.NaN,
  );
  return arrayOf(file, name, [...(chunks.values() as Iterable<Leaf>)], sizes);
}

/** One array in one or several chunks. A NumPy scalar is not a weight. */
function arrayOf(
  file: RandomBytes,
  name: string,
  chunks: readonly Leaf[],
  whole?: readonly number[],
): readonly StoredTensor[] {
  if (chunks.every((chunk) => chunk.kind === "extension" && chunk.type === SCALAR)) return [];
  try {
    const parts = chunks.map((chunk) => partAt(file, chunk));
    const dtype = parts[0]?.dtype ?? "none";
    if (parts.some((part) => part.dtype !== dtype)) throw new Error("chunks must have one dtype, got several");
    if (!isDtype(dtype)) {
      const unsupported = `flax: dtype must be float64, float32, float16 or bfloat16, got ${oneLine(dtype, 40)}`;
      return [
        { entry: { name, unsupported, ...(/^(?:u?int\d+|bool)$/.test(dtype) ? { integers: true as const } : {}) } },
      ];
    }
    const bytes = joinedBytes(parts.map((part) => part.bytes));
    const entry = { name, shape: whole ?? parts[0]!.shape, dtype };
    return [storedAt(bytes, entry, { begin: 0, byteLength: bytes.size })];
  } catch (error) {
    return [{ entry: { name, unsupported: oneLine(`flax: ${(error as Error).message}`, 300) } }];
  }
}

interface FlaxPart {
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly bytes: RandomBytes;
}

/** The content of an extension: a list of the shape, the dtype's name and the bytes in C order. */
function partAt(file: RandomBytes, leaf: Leaf): FlaxPart {
  if (leaf.kind !== "extension" || leaf.type !== ARRAY)
    throw new Error(`an array must be extension 1, got ${leaf.kind}`);
  const cursor = cursorOver(file, leaf.begin, leaf.begin + leaf.length);
  const list = nextItem(cursor);
  const sizes = nextItem(cursor);
  if (list.kind !== "array" || list.count !== 3 || sizes.kind !== "array" || sizes.count > 32) {
    throw new Error("an array must have a shape, a dtype and bytes, got others");
  }
  const shape = Array.from({ length: sizes.count }, () => {
    const size = nextItem(cursor);
    return size.kind === "number" ? size.number : Number.NaN;
  });
  const dtype = nextItem(cursor);
  const bytes = nextItem(cursor);
  if (dtype.kind !== "text" || bytes.kind !== "bytes")
    throw new Error("an array must have a dtype and bytes, got others");
  return { shape, dtype: dtype.text, bytes: partOf(file, bytes.begin, bytes.length) };
}
