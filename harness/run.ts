/** Runs a plan: every case wherever `execute` takes it, the record in plan order whatever order they finish in. */
import { reconcile } from "./diagnose/index.js";
import type { Case, Plan } from "./plan.js";
import type { CaseResult, RunRecord } from "./record/index.js";

export interface Runner {
  readonly execute: (one: Case) => Promise<CaseResult>;
  /** Cases under way at once. */
  readonly concurrency: number;
  readonly onResult?: (result: CaseResult, done: number) => void;
}

export async function run(plan: Plan, version: string, seed: number, runner: Runner): Promise<RunRecord> {
  const results = new Array<CaseResult>(plan.cases.length);
  let next = 0;
  let done = 0;
  const lane = async (): Promise<void> => {
    while (next < plan.cases.length) {
      const at = next++;
      results[at] = await runner.execute(plan.cases[at]!);
      runner.onResult?.(results[at]!, ++done);
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, runner.concurrency) }, lane));
  return { version, seed, alpha: plan.budget.alpha, tests: plan.budget.tests, results: reconcile(results) };
}
