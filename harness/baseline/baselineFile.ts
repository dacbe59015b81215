/** A baseline as a file: JSON with one line for each case, so that a diff shows the changed cases. */

import type { Case } from "../gate/plan.js";
import { isCount, isObject, isText } from "../record/guards.js";
import { isDtype } from "../weights/dtype.js";
import { fileFault } from "../weights/fileFault.js";
import { parseJson } from "../weights/json.js";
import { oneLine } from "../weights/oneLine.js";
import { openRandomFile } from "../weights/randomFile.js";
import { CELLS, GROUPS, type Sketch, SUMMARIES } from "./sketch.js";

/** The record of one case. */
export interface Recorded {
  readonly case: Case;
  /** SHA-256 of the first stage's values. */
  readonly digest: string;
  /** The contract that fits best, or "none". */
  readonly law: string;
  readonly edges: readonly number[];
  /** One sketch for each stage. */
  readonly stages: readonly Sketch[];
}

export interface Baseline {
  /** Version of the format. */
  readonly schema: 2;
  readonly initgate: string;
  readonly subject: { readonly name: string; readonly version: string };
  readonly cases: readonly Recorded[];
}

/** The `kind` in the file of a checkpoint's baseline. */
export const CHECKPOINT = "initgate checkpoint baseline";

const MOST_BYTES = 2 ** 28;
/** The most entries of a tensor, and of a first stage: a larger number in a file is an error. */
export const MOST_ENTRIES = 2 ** 28;

export function baselineText({ cases, ...head }: Baseline): string {
  const start = JSON.stringify({ kind: "initgate baseline", ...head }).slice(0, -1);
  return `${start}, "cases": [\n${cases.map((one) => JSON.stringify(one)).join(",\n")}\n]}\n`;
}

/** Throws an Error of one line that begins with the path. */
export const readBaseline = (path: string): Promise<Baseline> => readWith(parseBaseline, path);

/** Throws an Error of one line that begins with the path. */
export async function readWith<T>(parse: (text: string) => T, path: string): Promise<T> {
  try {
    const file = await openRandomFile(path);
    try {
      if (file.size > MOST_BYTES) throw new Error(`must have at most ${MOST_BYTES} bytes, got ${file.size}`);
      return parse(new TextDecoder().decode(await file.read(0, file.size)));
    } finally {
      await file.close();
    }
  } catch (error) {
    throw new Error(`${oneLine(path)}: ${fileFault(error)}`);
  }
}

/** Throws an Error of one line. */
export function parseBaseline(text: string): Baseline {
  const value = parseJson(text);
  const baseline = value as Partial<Baseline> & { readonly kind?: unknown };
  if (isObject(value) && baseline.kind === CHECKPOINT) {
    throw new Error("must be a subject's baseline, got a checkpoint's: name the checkpoint of today with --weights");
  }
  if (!isObject(value) || baseline.kind !== "initgate baseline" || baseline.schema !== 2) {
    throw new Error("must be an initgate baseline of schema 2, got something else");
  }
  const { subject, cases } = baseline;
  if (!isObject(subject) || !isText(subject["name"]) || !isText(subject["version"]) || !Array.isArray(cases)) {
    throw new Error("baseline: must have a subject and cases, got others");
  }
  const wrong = cases.findIndex((one) => !isRecorded(one));
  if (wrong >= 0) throw new Error(`baseline: case ${wrong + 1} must be as it was written, got another`);
  return value as unknown as Baseline;
}

const isNumbers = (value: unknown, most: number): value is readonly number[] =>
  Array.isArray(value) && value.length <= most && value.every(Number.isFinite);

function isRecorded(value: unknown): value is Recorded {
  if (!isObject(value)) return false;
  const { case: one, digest, law, edges, stages } = value;
  if (!isCase(one) || !isText(digest) || !isText(law) || !isNumbers(edges, CELLS - 1)) return false;
  return (
    Array.isArray(stages) && stages.length === 3 && stages.every((stage) => isSketch(stage, edges.length + 1, GROUPS))
  );
}

function isCase(value: unknown): value is Case {
  if (!isObject(value)) return false;
  const { asked, contract, layout, dtype, shape, groups, seed, samples, params } = value;
  return (
    [asked, contract, layout].every(isText) &&
    isText(dtype) &&
    isDtype(dtype) &&
    Array.isArray(shape) &&
    shape.length <= 32 &&
    [...shape, groups, seed, samples].every(isCount) &&
    Math.max(
      Number(samples),
      shape.reduce((product, size) => product * size, 1),
    ) <= MOST_ENTRIES &&
    isObject(params) &&
    Object.values(params).every((each) => isText(each) || Number.isFinite(each))
  );
}

export function isSketch(value: unknown, cells: number, groups: number): value is Sketch {
  if (!isObject(value)) return false;
  const { n, cells: counts, summaries } = value;
  const isOfGroups = (each: unknown): boolean => isNumbers(each, groups) && each.length === groups;
  return (
    isCount(n) &&
    Array.isArray(counts) &&
    counts.length === cells &&
    counts.every((each) => isOfGroups(each) && each.every(isCount)) &&
    isObject(summaries) &&
    SUMMARIES.every((name) => isOfGroups(summaries[name]))
  );
}
