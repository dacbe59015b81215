/** Weights of a TensorFlow.js model: model.json lists them in groups; each group is the concatenation of its shards. */
import { isObject } from "../record/guards.js";
import { isDtype } from "./dtype.js";
import { inFile } from "./joinModelFiles.js";
import { oneLine } from "./oneLine.js";
import { storedAt } from "./pieces.js";
import { dequantizedAt, isQuantizedType } from "./quantized.js";
import { joinedBytes, type RandomBytes, type RandomFile } from "./randomFile.js";
import { MOST_FILES } from "./shardIndex.js";
import { entryCount } from "./tensor.js";
import type { FilePlace, JsonFormat } from "./weightFormat.js";
import { KERAS_LAYOUTS, type StoredTensor, type Weights, weightsOf } from "./weights.js";

export const tensorflowJsFormat: JsonFormat = { key: "weightsManifest", open: openTensorflowJs };

/** Bytes of a stored entry: tfjs stores booleans in one byte and has no other integers. */
const STORED_BYTES: Readonly<Record<string, number>> = {
  float32: 4,
  int32: 4,
  bool: 1,
  complex64: 8,
  uint8: 1,
  uint16: 2,
  float16: 2,
};

interface WeightGroup {
  readonly paths: readonly string[];
  readonly weights: readonly Readonly<Record<string, unknown>>[];
}

async function openTensorflowJs(
  object: Readonly<Record<string, unknown>>,
  place: FilePlace,
  close: () => Promise<void>,
): Promise<Weights> {
  const files = new Map<string, RandomFile>();
  const closeFiles = async (): Promise<void> => {
    for (const file of files.values()) await file.close();
  };
  try {
    const stored: StoredTensor[] = [];
    for (const { paths, weights } of groupsIn(object)) {
      const shards: RandomFile[] = [];
      for (const path of paths) {
        // If two groups shared a shard, a small model could name an unlimited number of weights.
        if (files.has(path)) throw new Error(`tfjs: must name every shard once, got ${oneLine(path)} twice`);
        if (files.size >= MOST_FILES) throw new Error(`tfjs: must have at most ${MOST_FILES} shards, got more`);
        const file = await place.fileBeside(path).catch((error: Error) => {
          throw inFile(path, error);
        });
        files.set(path, file);
        shards.push(file);
      }
      stored.push(...storedIn(joinedBytes(shards), weights));
    }
    return weightsOf("tfjs", stored, { layouts: KERAS_LAYOUTS, close: () => closeFiles().then(close) });
  } catch (error) {
    await closeFiles();
    throw error;
  }
}

function groupsIn({ weightsManifest: manifest }: Readonly<Record<string, unknown>>): readonly WeightGroup[] {
  const groups: readonly unknown[] = Array.isArray(manifest) ? manifest : [];
  return groups.map((group) => {
    const { paths, weights } = isObject(group) ? group : {};
    if (!Array.isArray(paths) || !paths.every((path) => typeof path === "string")) {
      throw new Error("tfjs: weightsManifest must have paths, got a group without");
    }
    if (!Array.isArray(weights) || !weights.every(isObject)) {
      throw new Error("tfjs: weightsManifest must have weights, got a group without");
    }
    return { paths, weights };
  });
}

function storedIn(bytes: RandomBytes, weights: WeightGroup["weights"]): readonly StoredTensor[] {
  let at = 0;
  const stored = weights.map(({ name, shape, dtype, quantization }): StoredTensor => {
    const known = isObject(quantization) ? quantization["dtype"] : dtype;
    const size = typeof known === "string" && Object.hasOwn(STORED_BYTES, known) ? STORED_BYTES[known] : undefined;
    if (typeof name !== "string" || !Array.isArray(shape) || typeof dtype !== "string") {
      throw new Error("tfjs: a weight must have a name, a shape and a dtype, got one without");
    }
    // Strings have no fixed length, so the position of the next weight is unknown.
    if (size === undefined) throw new Error(`tfjs: dtype must have a size, got ${oneLine(String(known), 40)}`);
    const begin = at;
    const byteLength = entryCount(shape) * size;
    at += byteLength;
    const label = isObject(quantization) ? `${dtype} quantized to ${known}` : dtype;
    if (typeof known === "string" && isDtype(known) && dtype === "float32") {
      return storedAt(bytes, { name, shape, dtype: known }, { begin, byteLength });
    }
    const map = isObject(quantization) && dtype === "float32" ? affineOf(quantization) : undefined;
    if (map !== undefined && typeof known === "string" && isQuantizedType(known)) {
      return dequantizedAt(bytes, { name, shape }, { type: known, begin, byteLength }, async () => () => map);
    }
    const unsupported = `tfjs: dtype must be float32 or float16, got ${oneLine(label, 60)}`;
    return { entry: { name, unsupported, ...(/^(?:int32|bool)$/.test(dtype) ? { integers: true as const } : {}) } };
  });
  if (at !== bytes.size) throw new Error(`tfjs: shards must have the ${at} bytes of their weights, got ${bytes.size}`);
  return stored;
}

/** The scale and the least value that a quantized weight is stored with. */
function affineOf({ scale, min }: Readonly<Record<string, unknown>>) {
  const isRight =
    typeof scale === "number" && Number.isFinite(scale) && typeof min === "number" && Number.isFinite(min);
  return isRight ? { scale, offset: min } : undefined;
}
