/** Runs a plan: `execute` runs each case, and results are in plan order, whatever order they finish in. */

import type { CaseResult, RunRecord } from "../record/index.js";
import type { Case, Plan } from "./plan.js";

export interface Runner {
  readonly execute: (one: Case) => Promise<CaseResult>;
  /** The number of cases that run at once. */
  readonly concurrency: number;
  /** The run ends when this many cases, in the order of the plan, have failed. */
  readonly bail?: number;
  /** The result for each case after that. */
  readonly bailed: (one: Case) => CaseResult;
  readonly onResult?: (result: CaseResult, done: number) => void;
}

export async function run(plan: Plan, version: string, seed: number, runner: Runner): Promise<RunRecord> {
  const results = new Array<CaseResult>(plan.cases.length);
  let next = 0;
  let done = 0;
  const lane = async (): Promise<void> => {
    while (next < plan.cases.length && lastOf(results, runner.bail) === undefined) {
      const at = next++;
      results[at] = await runner.execute(plan.cases[at]!);
      runner.onResult?.(results[at]!, ++done);
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, runner.concurrency) }, lane));
  // Results of later cases that another thread has already judged are dropped: the record does not depend on threads.
  const last = lastOf(results, runner.bail) ?? plan.cases.length - 1;
  for (const [at, one] of plan.cases.entries()) if (at > last) results[at] = runner.bailed(one);
  return { version, seed, alpha: plan.budget.alpha, tests: plan.budget.tests, results };
}

/** The case whose failure ends the run; known once every case before it is judged. */
function lastOf(results: readonly (CaseResult | undefined)[], bail: number | undefined): number | undefined {
  if (bail === undefined) return undefined;
  let failed = 0;
  for (let at = 0; at < results.length && results[at] !== undefined; at++) {
    if (results[at]!.verdict === "fail" && ++failed >= bail) return at;
  }
  return undefined;
}
