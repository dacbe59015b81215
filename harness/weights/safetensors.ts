/** Tensors at rest in the safetensors format: a length, a JSON header of that length, then all values without gaps. */
import { type Dtype, itemSize } from "./dtype.js";
import { parseJson, quoteJson } from "./json.js";
import { oneLine } from "./oneLine.js";
import { storedAt } from "./pieces.js";
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
}

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
  const stored = ranges.map(({ entry, begin, end }): StoredTensor => {
    if (entry.unsupported !== undefined) return { entry };
    return storedAt(file, entry, { begin, byteLength: end - begin });
  });
  return weightsOf("safetensors", stored, { layouts: TORCH_LAYOUTS, close: () => file.close() });
}

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
  return { entry, begin: start + begin, end: start + end };
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

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isCounts = (value: unknown): value is readonly number[] =>
  Array.isArray(value) && value.every((size) => Number.isSafeInteger(size) && size >= 0);

const quote = (value: unknown): string => quoteJson(value, 60);
