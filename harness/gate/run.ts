/** Runs a plan: `execute` runs each case, and results are in plan order, whatever order they finish in. */

import type { CaseResult, RunRecord } from "../record/index.js";
import { endByLosses } from "./doubts.js";
import type { Case, Plan } from "./plan.js";

export interface Runner {
  readonly execute: (one: Case) => Promise<CaseResult>;
  /** The number of cases that run at once. */
  readonly concurrency: number;
  /** Resolves when lane k, counted from 0, may begin; lane 0 begins at once. */
  readonly admitted?: (k: number) => Promise<void>;
  /** The run ends when this many cases, in the order of the plan, have failed. */
  readonly bail?: number;
  /** The result for each case after the end. */
  readonly unjudged: (one: Case, reason: string) => CaseResult;
  readonly onResult?: (result: CaseResult, done: number) => void;
}

export async function run(plan: Plan, version: string, seed: number, runner: Runner): Promise<RunRecord> {
  const results = new Array<CaseResult>(plan.cases.length);
  let next = 0;
  let done = 0;
  let end: End | undefined;
  let finish = (): void => {};
  const ended = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const lane = async (): Promise<void> => {
    while (next < plan.cases.length && end === undefined) {
      const at = next++;
      results[at] = await runner.execute(plan.cases[at]!);
      runner.onResult?.(results[at]!, ++done);
      end ??= endOf(results, runner.bail);
      if (end !== undefined) return finish();
    }
  };
  const first = lane();
  const others = Array.from({ length: Math.max(1, runner.concurrency) - 1 }, async (_, k) => {
    // If the first lane has ended, no case is left for another lane.
    await Promise.race([first, runner.admitted?.(k + 1)]);
    await lane();
  });
  // Results of cases that still run when the run has ended are dropped, so that the record does not depend on the number of threads.
  await Promise.race([ended, Promise.all([first, ...others])]);
  if (end !== undefined) {
    const { at: last, reason } = end;
    for (const [at, one] of plan.cases.entries()) if (at > last) results[at] = runner.unjudged(one, reason);
  }
  return { version, seed, alpha: plan.budget.alpha, tests: plan.budget.tests, results };
}

/** The last case that is judged, and why no other is. */
export interface End {
  readonly at: number;
  readonly reason: string;
}

/** Known once every case before it is judged. */
function endOf(results: readonly (CaseResult | undefined)[], bail: number | undefined): End | undefined {
  const byLosses = endByLosses(results);
  if (bail === undefined) return byLosses;
  let failed = 0;
  for (let at = 0; at < (byLosses?.at ?? results.length) && results[at] !== undefined; at++) {
    if (results[at]!.verdict === "fail" && ++failed >= bail)
      return { at, reason: `not judged: --bail ${bail} ended the run` };
  }
  return byLosses;
}
