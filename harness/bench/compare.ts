/** Whether the reference became slower since an older benchmark, with one error rate for the whole comparison. */
import type { BenchComparison } from "../record/index.js";
import { median } from "./median.js";
import { rankSumSf } from "./rankSum.js";

/** The part of a row that is compared. */
export interface Timing {
  readonly implementation: string;
  readonly initializer: string;
  readonly elements: number;
  readonly threads: number;
  readonly samples: readonly number[];
}

/**
 * One one-sided rank test for each row that both have, at alpha divided by their number, so that runs of one law are
 * called slower with probability alpha at most. Rows with too few runs ever to be called slower are undetermined. The
 * state of the machine is not recorded: both must be measured under equal conditions, on one quiet machine.
 */
export function compare(before: readonly Timing[], now: readonly Timing[], alpha: number): readonly BenchComparison[] {
  const pairs = now.flatMap((timing) => {
    const old = before.find((one) => keyOf(one) === keyOf(timing));
    const usable = timing.implementation === "reference" && old !== undefined && old.samples.length > 0;
    return usable && timing.samples.length > 0 ? [{ timing, old }] : [];
  });
  const level = alpha / pairs.length;
  return pairs.map(({ timing, old }) => {
    const pValue = rankSumSf(old.samples, timing.samples);
    const least = 1 / choose(old.samples.length + timing.samples.length, timing.samples.length);
    const verdict = least > level ? "undetermined" : pValue <= level ? "fail" : "pass";
    const { initializer, elements, threads } = timing;
    return { initializer, elements, threads, ratio: median(timing.samples) / median(old.samples), pValue, verdict };
  });
}

const keyOf = ({ implementation, initializer, elements, threads }: Timing): string =>
  JSON.stringify([implementation, initializer, elements, threads]);

function choose(n: number, k: number): number {
  let ways = 1;
  for (let i = 1; i <= k; i++) ways *= (n - k + i) / i;
  return ways;
}
