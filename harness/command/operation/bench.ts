/** Timings side by side, compared with older ones. */
import { type BenchOptions, bench as time } from "../../bench/bench.js";
import { compare } from "../../bench/compare.js";
import { readTimings } from "../../bench/readTimings.js";
import type { BenchRecord } from "../../record/index.js";
import type { Operation } from "./operation.js";

export interface BenchRequest extends Omit<BenchOptions, "onRound"> {
  /** The path of an older benchmark.csv. */
  readonly compare?: string;
  /** The probability that the comparison blames an unchanged program. */
  readonly alpha: number;
}

export const bench: Operation<BenchRequest, BenchRecord> = async (request, around, watch) => {
  const before = request.compare === undefined ? undefined : await readTimings(request.compare);
  const record = await time({ ...request, onRound: (_, done, of) => watch.progress(done, of) }, around);
  return before === undefined ? record : { ...record, comparisons: compare(before, record.rows, request.alpha) };
};
