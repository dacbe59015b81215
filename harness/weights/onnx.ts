/** Initializers of an ONNX model (onnx.proto3): in the file, or as external data beside it. */

import { decodeValues, type Values } from "./codec.js";
import { type Cursor, cursorOver } from "./cursor.js";
import { type Dtype, itemSize } from "./dtype.js";
import { inFile } from "./joinModelFiles.js";
import { oneLine } from "./oneLine.js";
import { storedAt } from "./pieces.js";
import { type ProtobufField, protobufFields, varint } from "./protobuf.js";
import { joinedBytes, partOf, type RandomBytes, type RandomFile } from "./randomFile.js";
import { MOST_FILES } from "./shardIndex.js";
import { entryCount } from "./tensor.js";
import type { FilePlace, WeightFormat } from "./weightFormat.js";
import { type ReadableEntry, type StoredTensor, TORCH_LAYOUTS, type Weights, weightsOf } from "./weights.js";

/** The fields of each message that are read here. */
const MODEL = { irVersion: 1, graph: 7 };
const GRAPH = { initializer: 5, sparse: 15 };
const TENSOR = { dims: 1, dtype: 2, name: 8, raw: 9, external: 13, location: 14 };
/** float_data, int32_data, double_data. */
const TYPED = [4, 5, 10];
const PAIR = { key: 1, value: 2 };

export const onnxFormat: WeightFormat = {
  name: "onnx",
  // A model begins with its format version, a small number.
  recognises: (head) => head.length > 2 && head[0] === MODEL.irVersion * 8 && head[1]! >= 3 && head[1]! < 0x40,
  open: openOnnx,
};

const MOST_TENSORS = 2 ** 20;
const MOST_AXES = 32;
/** The most entries of all tensors for each byte of the files beside the model. */
const MOST_SHARING = 64;
/** The most runs of packed numbers: writers use one. */
const MOST_RUNS = 1024;

/** The types by the numbers of TensorProto.DataType. */
const typeNames = [
  "undefined",
  "FLOAT",
  "UINT8",
  "INT8",
  "UINT16",
  "INT16",
  "INT32",
  "INT64",
  "STRING",
  "BOOL",
  "FLOAT16",
  "DOUBLE",
  "UINT32",
  "UINT64",
  "COMPLEX64",
  "COMPLEX128",
  "BFLOAT16",
  "FLOAT8E4M3FN",
  "FLOAT8E4M3FNUZ",
  "FLOAT8E5M2",
  "FLOAT8E5M2FNUZ",
  "UINT4",
  "INT4",
  "FLOAT4E2M1",
];
const dtypeOf: Readonly<Record<string, Dtype>> = {
  FLOAT: "float32",
  DOUBLE: "float64",
  FLOAT16: "float16",
  BFLOAT16: "bfloat16",
};

/** Throws an Error of one line if the file is not a model; an initializer with a fault becomes an entry with the reason. */
async function openOnnx(file: RandomFile, place: FilePlace): Promise<Weights> {
  const cursor = cursorOver(file);
  const outside = externalFiles(place);
  try {
    const stored: StoredTensor[] = [];
    const notes = new Set<string>();
    let graphs = 0;
    for (const { number, begin, length } of protobufFields(cursor, file.size)) {
      if (number !== MODEL.graph) continue;
      graphs++;
      for (const part of protobufFields(cursor, begin + length)) {
        if (part.number === GRAPH.sparse) notes.add("left out: sparse initializers");
        if (part.number !== GRAPH.initializer) continue;
        if (stored.length >= MOST_TENSORS) throw new Error(`onnx: must hold at most ${MOST_TENSORS} tensors, got more`);
        stored.push(await storedIn(file, tensorIn(cursor, part), stored.length, outside));
      }
    }
    if (graphs === 0) throw new Error("onnx: must be a model with a graph, got neither");
    const close = (): Promise<void> => outside.close().then(() => file.close());
    return weightsOf("onnx", stored, { layouts: TORCH_LAYOUTS, notes: [...notes], close });
  } catch (error) {
    await outside.close();
    throw error;
  }
}

interface TensorProto {
  name: string;
  readonly shape: number[];
  type: number;
  /** Runs of bytes: raw_data, or the type's own field of numbers. */
  readonly runs: ProtobufField[];
  isTyped: boolean;
  readonly external: Map<string, string>;
  isExternal: boolean;
}

/** Reads the message and leaves the cursor after it. */
function tensorIn(cursor: Cursor, { begin, length }: ProtobufField): TensorProto {
  const proto: TensorProto = {
    name: "",
    shape: [],
    type: 0,
    runs: [],
    isTyped: false,
    external: new Map(),
    isExternal: false,
  };
  for (const field of protobufFields(cursor, begin + length)) {
    if (field.number === TENSOR.dims) readDims(cursor, field, proto.shape);
    else if (field.number === TENSOR.dtype) proto.type = field.value;
    else if (field.number === TENSOR.name) proto.name = cursor.text(field.length);
    else if (field.number === TENSOR.location) proto.isExternal = field.value === 1;
    else if (field.number === TENSOR.external) readPair(cursor, field, proto.external);
    else if (field.number === TENSOR.raw || TYPED.includes(field.number)) {
      proto.isTyped = field.number !== TENSOR.raw;
      proto.runs.push(field);
      if (proto.runs.length > MOST_RUNS) throw new Error("onnx: values must be packed, got them one by one");
    }
  }
  return proto;
}

/** Packed, or one number in each field. */
function readDims(cursor: Cursor, { begin, length, value }: ProtobufField, shape: number[]): void {
  if (length === 0) shape.push(value);
  while (cursor.at < begin + length && shape.length <= MOST_AXES) shape.push(varint(cursor));
  if (shape.length > MOST_AXES) throw new Error(`onnx: a tensor must have at most ${MOST_AXES} axes, got more`);
}

function readPair(cursor: Cursor, { begin, length }: ProtobufField, pairs: Map<string, string>): void {
  let [key, value] = ["", ""];
  for (const field of protobufFields(cursor, begin + length)) {
    if (field.number === PAIR.key) key = cursor.text(field.length);
    else if (field.number === PAIR.value) value = cursor.text(field.length);
  }
  pairs.set(key, value);
}

async function storedIn(
  file: RandomFile,
  proto: TensorProto,
  at: number,
  outside: ExternalFiles,
): Promise<StoredTensor> {
  const name = proto.name === "" ? `initializer ${at}` : proto.name;
  const typeName = typeNames[proto.type] ?? `type ${proto.type}`;
  const dtype = Object.hasOwn(dtypeOf, typeName) ? dtypeOf[typeName] : undefined;
  if (dtype === undefined) {
    const unsupported = `onnx: type must be FLOAT, DOUBLE, FLOAT16 or BFLOAT16, got ${typeName}`;
    const isInteger = /^(?:U?INT(?:8|16|32|64)|BOOL)$/.test(typeName);
    return { entry: { name, unsupported, ...(isInteger ? { integers: true as const } : {}) } };
  }
  const entry = { name, shape: proto.shape, dtype };
  try {
    const byteLength = entryCount(proto.shape) * itemSize(dtype);
    if (proto.isExternal) {
      const { bytes, begin } = await outside.bytesOf(proto.external, byteLength);
      return storedAt(bytes, entry, { begin, byteLength });
    }
    if (proto.isTyped && itemSize(dtype) === 2) return { entry, pieces: () => fromVarints(file, entry, proto.runs) };
    const bytes = joinedBytes(proto.runs.map(({ begin, length }) => partOf(file, begin, length)));
    return storedAt(bytes, entry, { begin: 0, byteLength: bytes.size });
  } catch (error) {
    return { entry: { name, unsupported: oneLine(`onnx: ${(error as Error).message}`, 300) } };
  }
}

const PIECE = 2 ** 18;

/** 16-bit words as int32_data stores them, each as a varint. */
async function* fromVarints(
  file: RandomFile,
  { shape, dtype }: ReadableEntry,
  runs: readonly ProtobufField[],
): AsyncGenerator<Values> {
  let left = entryCount(shape);
  let piece: number[] = [];
  const decoded = (): Values => decodeValues(dtype, Uint8Array.from(piece.flatMap((word) => [word & 255, word >> 8])));
  for (const { begin, length } of runs) {
    for (const cursor = cursorOver(file, begin, begin + length); cursor.at < cursor.end; ) {
      const word = varint(cursor);
      if (word > 0xffff || left-- <= 0) throw new Error("onnx: must have a word of 16 bits an entry, got others");
      piece.push(word);
      if (piece.length < PIECE) continue;
      yield decoded();
      piece = [];
    }
  }
  if (left > 0) throw new Error(`onnx: must have the entries of its shape, got ${left} fewer`);
  yield decoded();
}

interface ExternalFiles {
  readonly bytesOf: (
    pairs: ReadonlyMap<string, string>,
    byteLength: number,
  ) => Promise<{ readonly bytes: RandomBytes; readonly begin: number }>;
  readonly close: () => Promise<void>;
}

/** Files beside the model, each opened once: `location`, `offset` and `length` give the position of a tensor. */
function externalFiles(place: FilePlace): ExternalFiles {
  const files = new Map<string, RandomFile>();
  let declared = 0;
  const openOnce = async (name: string): Promise<RandomFile> => {
    const known = files.get(name);
    if (known !== undefined) return known;
    if (files.size >= MOST_FILES) throw new Error(`external data must be in at most ${MOST_FILES} files, got more`);
    const file = await place.fileBeside(name).catch((error: Error) => {
      throw inFile(name, error);
    });
    files.set(name, file);
    return file;
  };
  return {
    bytesOf: async (pairs, byteLength) => {
      const [offset, length] = [pairs.get("offset") ?? "0", pairs.get("length") ?? String(byteLength)];
      if (!/^\d{1,15}$/.test(offset) || length !== String(byteLength)) {
        throw new Error(
          `external data must have an offset and ${byteLength} bytes, got ${oneLine(`${offset} and ${length}`, 60)}`,
        );
      }
      const bytes = await openOnce(pairs.get("location") ?? "");
      declared += byteLength;
      if (declared > MOST_SHARING * [...files.values()].reduce((sum, { size }) => sum + size, 0)) {
        throw new Error(`external data must not be shared ${MOST_SHARING} times over, got that`);
      }
      return { bytes, begin: Number(offset) };
    },
    close: async () => {
      for (const file of files.values()) await file.close();
    },
  };
}
