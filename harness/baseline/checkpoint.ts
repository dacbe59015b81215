/**
 * Compares a checkpoint with a recorded one, tensor by tensor. A checkpoint is one draw of each tensor, so that another
 * law can be told from another draw only if the entries of the tensor are independent: runs of entries then take the
 * place that groups of tensors have for a subject.
 */

import { createHash } from "node:crypto";
import type { Entries } from "../check/sample.js";
import { initializerNamed } from "../contract/index.js";
import { expectationOf, type Initializer } from "../contract/initializer.js";
import { formatShape, parseShape } from "../contract/layout.js";
import type { AuditRow, BaselineRecord, BaselineRow } from "../record/index.js";
import { fourDigits } from "../record/numberText.js";
import { encodeValues } from "../weights/codec.js";
import { openWeights, type Weights } from "../weights/openWeights.js";
import type { ReadableEntry } from "../weights/weights.js";
import { type Checkpoint, type Dependence, MOST_ENTRIES, type RecordedTensor, RUNS } from "./checkpointFile.js";
import { groupSketchOf, type Sketch, sketchOf } from "./sketch.js";
import { twoSampleTests } from "./twoSample.js";

/** The audit of a file's tensors, each against the contract that it is claimed to follow, if any. */
export type AuditOf = (file: string, claims: readonly TensorClaim[]) => Promise<readonly AuditRow[]>;

export interface TensorClaim {
  /** The name of the tensor. */
  readonly pattern: string;
  readonly contract: string;
}

export interface CheckpointOptions {
  readonly contracts: readonly Initializer[];
  readonly audit: AuditOf;
  readonly onTensor?: (done: number, of: number) => void;
}

/** Throws an Error of one line if the file cannot be read or holds no tensor of floats. */
export async function writeCheckpoint(
  path: string,
  version: string,
  { contracts, audit, onTensor = () => {} }: CheckpointOptions,
): Promise<Checkpoint> {
  const rows = await audit(path, []);
  const tensors = await withTensors(path, async (weights, entries) => {
    const recorded: RecordedTensor[] = [];
    for (const entry of entries) {
      recorded.push(await record(weights, entry, rowOf(rows, entry), contracts));
      onTensor(recorded.length, entries.length);
    }
    return recorded;
  });
  if (tensors.length === 0) throw new Error(`${path}: must hold a tensor of floats, got none`);
  return { schema: 1, initgate: version, file: path, tensors };
}

export interface CheckpointComparison extends CheckpointOptions {
  /** The probability that a checkpoint whose laws are unchanged fails the whole comparison. */
  readonly alpha: number;
  readonly onRow?: (row: BaselineRow, done: number, of: number) => void;
}

/**
 * At lower levels no test could reject: even if the 32 recorded runs and the 32 present ones do not overlap at all, the
 * p-value is 2 / C(64, 32) = 1.1e-18.
 */
const LEAST_LEVEL = 1e-17;

/** Throws an Error of one line if the file cannot be read, or a RangeError if no test could reach its level. */
export async function compareCheckpoint(
  before: Checkpoint,
  path: string,
  { contracts, audit, alpha, onRow = () => {} }: CheckpointComparison,
): Promise<BaselineRecord> {
  const tests = before.tensors.length * twoSampleTests.length;
  const level = alpha / tests;
  if (level < LEAST_LEVEL) {
    throw new RangeError(`baseline: alpha must be at least ${LEAST_LEVEL * tests} for ${tests} tests, got ${alpha}`);
  }
  const audited = await audit(path, []);
  const compared = await withTensors(path, async (weights, entries) => {
    const now = new Map(entries.map((entry) => [entry.name, entry]));
    const names = new Set(before.tensors.map(({ name }) => name));
    const added = entries.filter(({ name }) => !names.has(name));
    const of = before.tensors.length + added.length;
    const rows: BaselineRow[] = [];
    const push = (row: BaselineRow): void => onRow(row, rows.push(row), of);
    for (const then of before.tensors) {
      const entry = now.get(then.name);
      const row = entry === undefined ? undefined : rowOf(audited, entry);
      const found = await compareTensor(then, entry, row, { weights, level, contracts });
      push({ ...factsOf(before, path, then), ...found });
    }
    for (const entry of added) {
      const row = rowOf(audited, entry);
      const facts = { name: entry.name, shape: entry.shape, layout: row?.layout ?? "", dtype: entry.dtype, law: "" };
      push({ ...factsOf(before, path, facts), ...undetermined("the baseline has no such tensor", row?.bestFit) });
    }
    return rows;
  });
  return { alpha, tests, rows: await withMistakes(compared, (claims) => audit(path, claims)) };
}

/** Adds to each row the named mistake that turns the recorded law into the present one, if there is one. */
async function withMistakes(
  rows: readonly BaselineRow[],
  audit: (claims: readonly TensorClaim[]) => Promise<readonly AuditRow[]>,
): Promise<readonly BaselineRow[]> {
  const changedRows = rows.filter(({ verdict, lawThen }) => verdict === "fail" && lawThen !== "none");
  if (changedRows.length === 0) return rows;
  const audited = await audit(changedRows.map((row) => ({ pattern: row.initializer, contract: row.lawThen })));
  const mistakes = new Map(audited.map(({ tensor, diagnosis }) => [tensor, diagnosis]));
  return rows.map((row) =>
    changedRows.includes(row) ? { ...row, diagnosis: mistakes.get(row.initializer) ?? row.diagnosis } : row,
  );
}

async function withTensors<T>(
  path: string,
  use: (weights: Weights, entries: readonly ReadableEntry[]) => Promise<T>,
): Promise<T> {
  const weights = await openWeights(path);
  try {
    return await use(
      weights,
      weights.entries.flatMap((entry) => (entry.unsupported === undefined ? [entry] : [])),
    );
  } finally {
    await weights.close();
  }
}

/** The row of the whole tensor; a tensor that is audited in parts has none. */
const rowOf = (rows: readonly AuditRow[], { name }: ReadableEntry): AuditRow | undefined =>
  rows.find(({ tensor }) => tensor === name);

async function record(
  weights: Weights,
  entry: ReadableEntry,
  row: AuditRow | undefined,
  contracts: readonly Initializer[],
): Promise<RecordedTensor> {
  const { name, shape, dtype } = entry;
  const entries = await loaded(weights, entry);
  if (!entries.every(Number.isFinite)) throw new Error(`baseline: ${name} must hold finite numbers, got others`);
  return {
    ...{ name, shape, dtype, layout: row?.layout ?? "", digest: digestOf(entry, entries), law: lawIn(row) },
    dependence: dependenceOf(row, contracts),
    sketch: sketchOfRuns(entries, shape),
  };
}

async function loaded(weights: Weights, { name, shape }: ReadableEntry): Promise<Entries> {
  const size = shape.reduce((product, axis) => product * axis, 1);
  if (size > MOST_ENTRIES)
    throw new RangeError(`baseline: ${name} must have at most ${MOST_ENTRIES} entries, got ${size}`);
  return (await weights.load(name)).data;
}

const digestOf = ({ dtype }: ReadableEntry, entries: Entries): string =>
  `sha256:${createHash("sha256").update(encodeValues(dtype, entries)).digest("hex")}`;

const lawIn = (row: AuditRow | undefined): string => (row?.verdict === "pass" ? row.bestFit : "none");

/** How the entries depend on each other under the law that the tensor passes. */
function dependenceOf(row: AuditRow | undefined, contracts: readonly Initializer[]): Dependence {
  if (row?.verdict !== "pass") return "unknown";
  try {
    const initializer = initializerNamed(contracts, row.bestFit);
    const { joint, fixed } = expectationOf(initializer, { shape: parseShape(row.shape), layout: row.layout });
    if (joint === "exact") return "exact";
    return joint === "independent" && fixed === undefined ? "independent" : "unknown";
  } catch {
    // A law of several parts is no contract: its entries do not have one law.
    return "unknown";
  }
}

/** Runs of equal length in C order; null if there are fewer entries than runs. */
function sketchOfRuns(entries: Entries, shape: readonly number[]): Sketch | null {
  const length = Math.floor(entries.length / RUNS);
  if (length === 0) return null;
  const runs = Array.from({ length: RUNS }, (_, run) => entries.subarray(run * length, (run + 1) * length));
  return sketchOf(runs.map((run) => groupSketchOf([run], shape, [])));
}

type TensorFacts = Pick<RecordedTensor, "name" | "shape" | "layout" | "dtype" | "law">;
type TensorFound = Pick<BaselineRow, "found" | "verdict" | "pValue" | "failed" | "lawNow" | "diagnosis" | "note">;

const factsOf = (
  before: Checkpoint,
  path: string,
  { name, shape, layout, dtype, law }: TensorFacts,
): Omit<BaselineRow, keyof TensorFound> => ({
  ...{ subject: "checkpoint", versionThen: before.file, versionNow: path, initializer: name },
  ...{ shape: formatShape(shape), layout, dtype, seed: null, lawThen: law },
});

interface TensorComparator {
  readonly weights: Weights;
  /** The level of one test. */
  readonly level: number;
  readonly contracts: readonly Initializer[];
}

async function compareTensor(
  then: RecordedTensor,
  entry: ReadableEntry | undefined,
  row: AuditRow | undefined,
  { weights, level }: TensorComparator,
): Promise<TensorFound> {
  if (entry === undefined) return undetermined("the checkpoint has no such tensor now");
  const lawNow = lawIn(row);
  const [was, is] = [`${formatShape(then.shape)} ${then.dtype}`, `${formatShape(entry.shape)} ${entry.dtype}`];
  if (was !== is) return undetermined(`was ${was}, is now ${is}`, lawNow);
  const entries = await loaded(weights, entry);
  if (!entries.every(Number.isFinite)) {
    return { ...changed(0, ["finite"], "none"), note: "entries that are not finite" };
  }
  if (digestOf(entry, entries) === then.digest) {
    return { ...changed(null, [], then.law), found: "same bits", verdict: "pass" };
  }
  if (then.dependence === "exact") return { ...changed(0, ["fixed values"], lawNow), note: `was exactly ${then.law}` };
  if (then.dependence === "unknown") return undetermined(DEPENDENT, lawNow);
  const now = sketchOfRuns(entries, entry.shape);
  if (then.sketch === null || now === null) {
    return undetermined(
      `must have at least ${RUNS} entries for other bits to be compared, got ${entries.length}`,
      lawNow,
    );
  }
  const { sketch } = then;
  const asked = twoSampleTests.map((test) => ({ name: test.name, pValue: test.pValue(sketch, now) }));
  const failed = asked.flatMap(({ name, pValue }) => (pValue <= level ? [name] : []));
  const pValue = Math.min(1, Math.min(...asked.map((one) => one.pValue)) * asked.length);
  if (failed.length > 0) return { ...changed(pValue, failed, lawNow), note: changeText(sketch, now) };
  return { ...changed(pValue, [], lawNow), found: "same law", verdict: "pass" };
}

const DEPENDENT =
  "other bits; one draw of a tensor tells another law only if it follows a contract of independent entries: compare subjects, over seeds";

const undetermined = (note: string, lawNow = ""): TensorFound => ({
  ...{ found: "", verdict: "undetermined", pValue: null, failed: [], lawNow, diagnosis: null, note },
});

const changed = (pValue: number | null, failed: readonly string[], lawNow: string): TensorFound => ({
  ...{ found: "other law", verdict: "fail", pValue, failed, lawNow, diagnosis: null, note: "" },
});

/** "mean 0.0001, now 0.0002; variance 0.774 of before" */
function changeText(then: Sketch, now: Sketch): string {
  const mean = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;
  const [was, is] = [then, now].map(({ summaries }) => {
    const first = mean(summaries.mean);
    return { mean: first, variance: mean(summaries.variance) - first * first };
  }) as [RunMoments, RunMoments];
  const ratio =
    was.variance > 0 ? `${fourDigits(is.variance / was.variance)} of before` : `now ${fourDigits(is.variance)}`;
  return `mean ${fourDigits(was.mean)}, now ${fourDigits(is.mean)}; variance ${ratio}`;
}

interface RunMoments {
  readonly mean: number;
  readonly variance: number;
}
