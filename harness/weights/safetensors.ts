/** Tensors at rest in the safetensors format: a length, a JSON header of that length, then all values without gaps. */
import { isCounts, isObject } from "../record/guards.js";
import { type Dtype, itemSize } from "./dtype.js";
import { parseJson, quoteJson } from "./json.js";
import { oneLine } from "./oneLine.js";
import { storedAt } from "./pieces.js";
import { dequantizedAt, type QuantizedType, scalesOf } from "./quantized.js";
import type { RandomFile } from "./randomFile.js";
import { entryCount } from "./tensor.js";
import type { WeightFormat } from "./weightFormat.js";
import { QUANTIZED, type StoredTensor, TORCH_LAYOUTS, type WeightEntry, type Weights, weightsOf } from "./weights.js";

/** The format allows 100 MB; the header of a real model is far shorter. */
const LONGEST_HEADER = 16 * 2 ** 20;
const PREFIX = 8;

const dtypeOf: Readonly<Record<string, Dtype>> = { F64: "float64", F32: "float32", F16: "float16", BF16: "bfloat16" };

const INTEGERS = /^(?:[IU](?:8|16|32|64)|BOOL)$/;

export const safetensorsFormat: WeightFormat = {
  name: "safetensors",
  // The header is a JSON object right after its length.
  recognises: (head) => head.length >= PREFIX && head[PREFIX] === 0x7b,
  open: openSafetensors,
};

interface ByteRange {
  readonly entry: WeightEntry;
  /** Within the file. */
  readonly begin: number;
  readonly end: number;
  /** Quantized words of a known type. */
  readonly words?: { readonly type: QuantizedType; readonly shape: readonly number[] };
}

const QUANTIZED_TYPES: Readonly<Record<string, QuantizedType>> = {
  F8_E4M3: "float8_e4m3",
  F8_E5M2: "float8_e5m2",
  I8: "int8",
};

/** Throws an Error of one line if the header is invalid, or its tensors do not fill the rest of the file exactly. */
export async function openSafetensors(file: RandomFile): Promise<Weights> {
  if (file.size < PREFIX) throw new Error(`safetensors: must begin with 8 bytes of length, got ${file.size}`);
  const prefix = await file.read(0, PREFIX);
  const length = new DataView(prefix.buffer, prefix.byteOffset).getBigUint64(0, true);
  if (length > LONGEST_HEADER || PREFIX + Number(length) > file.size) {
    throw new Error(`safetensors: header must fit its file and ${LONGEST_HEADER} bytes, got ${length}`);
  }
  const start = PREFIX + Number(length);
  const header = parseHeader(await file.read(PREFIX, Number(length)));
  const ranges = Object.entries(header)
    .filter(([name]) => name !== "__metadata__")
    .map(([name, value]) => rangeOf(name, value, start));
  requireNoGaps(ranges, start, file.size);
  const plain = new Map<string, StoredTensor>();
  for (const { entry, begin, end } of ranges) {
    if (entry.unsupported !== undefined) continue;
    plain.set(entry.name, storedAt(file, entry, { begin, byteLength: end - begin }));
  }
  const stored = ranges.map((range): StoredTensor => {
    const { entry } = range;
    return entry.unsupported === undefined ? plain.get(entry.name)! : (scaledBeside(file, range, plain) ?? { entry });
  });
  return weightsOf("safetensors", stored, { layouts: TORCH_LAYOUTS, close: () => file.close() });
}

/** A quantized weight with its scales beside it: `weight_scale`, or DeepSeek's `weight_scale_inv`, which multiplies as well. */
function scaledBeside(
  file: RandomFile,
  { entry: { name }, begin, end, words }: ByteRange,
  plain: ReadonlyMap<string, StoredTensor>,
): StoredTensor | undefined {
  if (words === undefined) return undefined;
  const by = plain.get(`${name}_scale`) ?? plain.get(`${name}_scale_inv`);
  if (by === undefined || !("pieces" in by) || entryCount(by.entry.shape) > MOST_SCALES) return undefined;
  const zeros = new Float32Array(entryCount(by.entry.shape));
  if (scalesOf(words.shape, by.entry.shape, zeros) === undefined) return undefined;
  const scales = async () => {
    const values: number[] = [];
    for await (const piece of by.pieces()) for (const x of piece) values.push(x);
    return scalesOf(words.shape, by.entry.shape, Float32Array.from(values))!;
  };
  return dequantizedAt(
    file,
    { name, shape: words.shape },
    { type: words.type, begin, byteLength: end - begin },
    scales,
  );
}

/** The most scales of one weight: a matrix of 2^31 entries in blocks has 2^17. */
const MOST_SCALES = 2 ** 17;

function parseHeader(bytes: Uint8Array): object {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Error("safetensors: header must be a JSON object in UTF-8, got other bytes");
  }
  const header = headerOf(text);
  if (!isObject(header)) throw new Error("safetensors: header must be a JSON object in UTF-8, got something else");
  return header;
}

function headerOf(text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    throw new Error(`safetensors: header ${(error as Error).message}`);
  }
}

function rangeOf(name: string, value: unknown, start: number): ByteRange {
  const { dtype, shape, data_offsets: offsets } = isObject(value) ? value : {};
  if (typeof dtype !== "string" || !isCounts(shape) || !isCounts(offsets) || offsets.length !== 2) {
    throw new Error(`safetensors: ${quote(name)} must have dtype, shape and data_offsets, got ${quote(value)}`);
  }
  const [begin, end] = offsets as [number, number];
  const known = Object.hasOwn(dtypeOf, dtype) ? dtypeOf[dtype] : undefined;
  const count = entryCount(shape);
  if (end < begin || (known !== undefined && end - begin !== count * itemSize(known))) {
    throw new Error(`safetensors: ${quote(name)} must have the bytes of its shape, got ${begin} to ${end}`);
  }
  const unsupported = `safetensors: dtype must be F64, F32, F16 or BF16, got ${oneLine(dtype, 40)}${/^F[468]_/.test(dtype) ? `, ${QUANTIZED}` : ""}`;
  const entry: WeightEntry =
    known === undefined
      ? { name, unsupported, ...(INTEGERS.test(dtype) ? { integers: true as const } : {}) }
      : { name, shape, dtype: known };
  const type = Object.hasOwn(QUANTIZED_TYPES, dtype) ? QUANTIZED_TYPES[dtype] : undefined;
  const isWords = type !== undefined && end - begin === count;
  return { entry, begin: start + begin, end: start + end, ...(isWords ? { words: { type, shape } } : {}) };
}

/** The format forbids gaps, in which anything could hide, and tensors that share bytes. */
function requireNoGaps(ranges: readonly ByteRange[], start: number, size: number): void {
  let at = start;
  for (const { entry, begin, end } of [...ranges].sort((a, b) => a.begin - b.begin || a.end - b.end)) {
    if (begin !== at) throw new Error(`safetensors: ${quote(entry.name)} must begin at byte ${at}, got ${begin}`);
    at = end;
  }
  if (at !== size) throw new Error(`safetensors: must end with its last tensor at byte ${at}, got ${size} bytes`);
}

const quote = (value: unknown): string => quoteJson(value, 60);
