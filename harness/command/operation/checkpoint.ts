/** Records what a checkpoint holds, and compares it with a record. */
import { audit } from "../../audit/audit.js";
import { type AuditOf, compareCheckpoint, writeCheckpoint } from "../../baseline/checkpoint.js";
import { checkpointText, readCheckpoint } from "../../baseline/checkpointFile.js";
import { formatShape } from "../../contract/layout.js";
import type { BaselineRecord } from "../../record/index.js";
import type { WrittenBaseline } from "./baseline.js";
import type { Operation, OperationSurroundings } from "./operation.js";

export interface CheckpointRequest {
  /** The checkpoint: a file, a folder, a shard index or a glob. */
  readonly weights: string;
  readonly layout?: string;
}

export const writing: Operation<CheckpointRequest, WrittenBaseline> = async (request, around, watch) => {
  const { contracts, version } = around;
  const about = { contracts, audit: auditOf(request, around), onTensor: watch.progress };
  const checkpoint = await writeCheckpoint(request.weights, version, about);
  return { text: checkpointText(checkpoint), subject: request.weights, cases: checkpoint.tensors.length };
};

export interface CheckpointComparisonRequest extends CheckpointRequest {
  /** The baseline. */
  readonly file: string;
  readonly alpha: number;
}

export const comparison: Operation<CheckpointComparisonRequest, BaselineRecord> = async (request, around, watch) => {
  const { file, weights, alpha } = request;
  const before = await readCheckpoint(file);
  watch.begin({ alpha, tests: 0, rows: [] } satisfies BaselineRecord);
  const about = { contracts: around.contracts, audit: auditOf(request, around), alpha, onRow: watch.row };
  return compareCheckpoint(before, weights, about);
};

/** The level at which a tensor is said to follow a contract, or not: it names laws and decides nothing else. */
const NAMING_ALPHA = 1e-6;

const auditOf =
  ({ layout }: CheckpointRequest, { contracts }: OperationSurroundings): AuditOf =>
  async (file, claims) => {
    const options = { files: [file], claims, alpha: NAMING_ALPHA, ...(layout === undefined ? {} : { layout }) };
    return (await audit(options, contracts)).rows;
  };

/** Lists the content of a checkpoint's baseline, one line for each tensor. */
export const list: Operation<{ readonly file: string }, readonly string[]> = async ({ file }) =>
  (await readCheckpoint(file)).tensors.map(({ name, shape, dtype, law }) =>
    [name, formatShape(shape), dtype, law].join("  "),
  );
