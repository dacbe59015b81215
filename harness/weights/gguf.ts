/** Tensors of a .gguf file, as llama.cpp and ggml write it (ggml's docs/gguf.md), versions 2 and 3. */
import { type Cursor, cursorOver } from "./cursor.js";
import type { Dtype } from "./dtype.js";
import { itemSize } from "./dtype.js";
import { storedAt } from "./pieces.js";
import type { RandomFile } from "./randomFile.js";
import { entryCount } from "./tensor.js";
import type { WeightFormat } from "./weightFormat.js";
import { QUANTIZED, type StoredTensor, TORCH_LAYOUTS, type Weights, weightsOf } from "./weights.js";

export const ggufFormat: WeightFormat = {
  name: "gguf",
  recognises: (head) => head.toString("latin1", 0, 4) === "GGUF",
  open: openGguf,
};

/** The types of ggml's enum by number; missing numbers were removed from it. */
const typeNames: Readonly<Record<number, string>> = {
  0: "F32",
  1: "F16",
  2: "Q4_0",
  3: "Q4_1",
  6: "Q5_0",
  7: "Q5_1",
  8: "Q8_0",
  9: "Q8_1",
  10: "Q2_K",
  11: "Q3_K",
  12: "Q4_K",
  13: "Q5_K",
  14: "Q6_K",
  15: "Q8_K",
  16: "IQ2_XXS",
  17: "IQ2_XS",
  18: "IQ3_XXS",
  19: "IQ1_S",
  20: "IQ4_NL",
  21: "IQ3_S",
  22: "IQ2_S",
  23: "IQ4_XS",
  24: "I8",
  25: "I16",
  26: "I32",
  27: "I64",
  28: "F64",
  29: "IQ1_M",
  30: "BF16",
  34: "TQ1_0",
  35: "TQ2_0",
  39: "MXFP4",
};
const dtypeOf: Readonly<Record<string, Dtype>> = { F32: "float32", F16: "float16", BF16: "bfloat16", F64: "float64" };

const MOST_TENSORS = 2 ** 20;
const MOST_METADATA = 2 ** 16;
/** The most elements of a metadata array; a vocabulary has some hundred thousand. */
const MOST_ELEMENTS = 2 ** 26;

/** Throws an Error of one line if the file contradicts its header. */
async function openGguf(file: RandomFile): Promise<Weights> {
  const cursor = cursorOver(file, 4);
  const version = cursor.view(4).getUint32(0, true);
  if (version > 0xffff) throw new Error("gguf: must be little-endian, got a big-endian file: convert it");
  if (version !== 2 && version !== 3) throw new Error(`gguf: must be version 2 or 3, got ${version}`);
  const tensors = count(cursor, MOST_TENSORS, "tensors");
  const pairs = count(cursor, MOST_METADATA, "values of metadata");
  let alignment = 32;
  for (let k = 0; k < pairs; k++) {
    const key = text(cursor);
    const value = passValue(cursor, cursor.view(4).getUint32(0, true));
    if (key === "general.alignment") alignment = value ?? 0;
  }
  if (!(alignment >= 1 && alignment <= 2 ** 20)) throw new Error(`gguf: alignment must be a count, got ${alignment}`);
  const infos = Array.from({ length: tensors }, () => infoFrom(cursor));
  const start = Math.ceil(cursor.at / alignment) * alignment;
  return weightsOf(
    "gguf",
    infos.map((info) => stored(file, start, info)),
    { layouts: TORCH_LAYOUTS, close: () => file.close() },
  );
}

interface TensorInfo {
  readonly name: string;
  readonly shape: readonly number[];
  readonly type: number;
  readonly offset: number;
}

function infoFrom(cursor: Cursor): TensorInfo {
  const name = text(cursor);
  const axes = cursor.view(4).getUint32(0, true);
  if (axes > 8) throw new Error(`gguf: a tensor must have at most 8 axes, got ${axes}`);
  // The fastest axis comes first in the file.
  const shape = Array.from({ length: axes }, () => count(cursor, Number.MAX_SAFE_INTEGER, "entries")).reverse();
  return {
    name,
    shape,
    type: cursor.view(4).getUint32(0, true),
    offset: count(cursor, Number.MAX_SAFE_INTEGER, "bytes of offset"),
  };
}

function stored(file: RandomFile, start: number, { name, shape, type, offset }: TensorInfo): StoredTensor {
  const typeName = typeNames[type] ?? `type ${type}`;
  const dtype = Object.hasOwn(dtypeOf, typeName) ? dtypeOf[typeName] : undefined;
  if (dtype !== undefined) {
    const place = { begin: start + offset, byteLength: entryCount(shape) * itemSize(dtype) };
    return storedAt(file, { name, shape, dtype }, place);
  }
  const isInteger = /^I\d/.test(typeName);
  const advice = isInteger ? "" : `, ${QUANTIZED}`;
  const unsupported = `gguf: type must be F32, F16, BF16 or F64, got ${typeName}${advice}`;
  return { entry: { name, unsupported, ...(isInteger ? { integers: true as const } : {}) } };
}

function count(cursor: Cursor, most: number, what: string): number {
  const value = cursor.view(8).getBigUint64(0, true);
  if (value > BigInt(most)) throw new Error(`gguf: must have at most ${most} ${what}, got ${value}`);
  return Number(value);
}

const text = (cursor: Cursor): string => cursor.text(count(cursor, cursor.end - cursor.at, "bytes of text"));

/** Bytes of a metadata value of each type with fixed size. */
const valueSizes: Readonly<Record<number, number>> = {
  0: 1,
  1: 1,
  2: 2,
  3: 2,
  4: 4,
  5: 4,
  6: 4,
  7: 1,
  10: 8,
  11: 8,
  12: 8,
};
const UINT32 = 4;
const STRING = 8;
const ARRAY = 9;

/** Skips a metadata value, and returns it if it is a uint32. */
function passValue(cursor: Cursor, type: number, depth = 0): number | undefined {
  if (type === UINT32) return cursor.view(4).getUint32(0, true);
  const size = valueSizes[type];
  if (size !== undefined) cursor.skip(size);
  else if (type === STRING) cursor.skip(count(cursor, cursor.end - cursor.at, "bytes of text"));
  else if (type === ARRAY && depth < 4) {
    const inner = cursor.view(4).getUint32(0, true);
    const length = count(cursor, MOST_ELEMENTS, "elements of an array");
    const fixed = valueSizes[inner];
    if (fixed !== undefined) cursor.skip(length * fixed);
    else for (let k = 0; k < length; k++) passValue(cursor, inner, depth + 1);
  } else throw new Error(`gguf: metadata must be of a known type, got ${type}`);
  return undefined;
}
