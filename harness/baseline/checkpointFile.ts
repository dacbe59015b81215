/** The baseline of a checkpoint as a file: JSON with one line for each tensor. */
import { isCount, isObject, isText } from "../record/guards.js";
import { type Dtype, isDtype } from "../weights/dtype.js";
import { parseJson } from "../weights/json.js";
import { CHECKPOINT, isSketch, MOST_ENTRIES, readWith } from "./baselineFile.js";
import type { Sketch } from "./sketch.js";

export { MOST_ENTRIES };

/** Runs of a tensor. The test of two times 32 runs can reach 2 / C(64, 32) = 1.1e-18. */
export const RUNS = 32;

/**
 * How the entries depend on each other under the law that a tensor passes: independent draws, fixed values, or neither.
 * In the last case one draw cannot show another law.
 */
export type Dependence = "independent" | "exact" | "unknown";

export interface RecordedTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly layout: string;
  readonly dtype: Dtype;
  /** SHA-256 of the values in C order. */
  readonly digest: string;
  /** The contract that the tensor passes, or "none". */
  readonly law: string;
  readonly dependence: Dependence;
  /** The sketch of runs in C order; null if there are too few entries. */
  readonly sketch: Sketch | null;
}

export interface Checkpoint {
  /** Version of the format. */
  readonly schema: 1;
  readonly initgate: string;
  /** The path as it was given. */
  readonly file: string;
  readonly tensors: readonly RecordedTensor[];
}

export function checkpointText({ tensors, ...head }: Checkpoint): string {
  const start = JSON.stringify({ kind: CHECKPOINT, ...head }).slice(0, -1);
  return `${start}, "tensors": [\n${tensors.map((one) => JSON.stringify(one)).join(",\n")}\n]}\n`;
}

/** Throws an Error of one line that begins with the path. */
export const readCheckpoint = (path: string): Promise<Checkpoint> => readWith(parseCheckpoint, path);

/** Throws an Error of one line. */
export function parseCheckpoint(text: string): Checkpoint {
  const value = parseJson(text);
  if (!isObject(value) || value["kind"] !== CHECKPOINT || value["schema"] !== 1) {
    throw new Error("must be the baseline of a checkpoint, schema 1, got something else: write it with --weights");
  }
  const { file, tensors } = value;
  if (!isText(file) || !Array.isArray(tensors)) throw new Error("baseline: must have a file and tensors, got others");
  const wrong = tensors.findIndex((one) => !isRecordedTensor(one));
  if (wrong >= 0) throw new Error(`baseline: tensor ${wrong + 1} must be as it was written, got another`);
  return value as unknown as Checkpoint;
}

function isRecordedTensor(value: unknown): value is RecordedTensor {
  if (!isObject(value)) return false;
  const { name, shape, layout, dtype, digest, law, dependence, sketch } = value;
  return (
    [name, layout, digest, law].every(isText) &&
    isText(dtype) &&
    isDtype(dtype) &&
    ["independent", "exact", "unknown"].includes(dependence as string) &&
    Array.isArray(shape) &&
    shape.length <= 32 &&
    shape.every(isCount) &&
    (sketch === null || isSketch(sketch, 1, RUNS))
  );
}
