/** The gate: asks a subject for weights, judges them against the contracts they claim, and answers with one record. */
import { type Ask, casesOf, initializerNamed } from "./cases.js";
import { checks } from "./check/index.js";
import { diagnose } from "./diagnose/index.js";
import { type Judge, judge } from "./judge.js";
import { type Case, planOf } from "./plan.js";
import { type Job, openPool } from "./pool.js";
import type { CaseResult, RunRecord } from "./record.js";
import { replayOf, type SubjectSpec } from "./replay.js";
import { run } from "./run.js";
import { openSubject, type Surroundings } from "./subject/open.js";
import type { Subject } from "./subject/subject.js";

export interface GateOptions extends Ask {
  readonly spec: SubjectSpec;
  /** The probability that a correct subject fails the whole run. */
  readonly alpha: number;
  readonly threads: number;
  readonly onResult?: (result: CaseResult, done: number, of: number) => void;
}

/** `thread` is the module that a worker thread runs; absent, every case runs here. */
export async function gate(options: GateOptions, around: Surroundings & { readonly thread?: URL }): Promise<RunRecord> {
  const subject = await openSubject(options.spec, around);
  try {
    const plan = planOf(casesOf(options, subject.description, around), options.alpha, checks, (one) =>
      initializerNamed(around.contracts, one.contract),
    );
    // A command is one process for the whole run: it answers case after case.
    const threads = options.spec.command === undefined ? options.threads : 1;
    const pool = threads > 1 && around.thread !== undefined ? openPool(around.thread, threads) : undefined;
    const job = (one: Case): Job => ({ one, budget: plan.budget, spec: options.spec });
    const execute = (one: Case): Promise<CaseResult> =>
      pool ? pool.run(job(one)) : judgeHere(job(one), subject, around);
    try {
      return await run(plan, around.version, options.seed, {
        execute,
        concurrency: pool ? threads : 1,
        onResult: (result, done) => options.onResult?.(result, done, plan.cases.length),
      });
    } finally {
      await pool?.close();
    }
  } finally {
    await subject.close();
  }
}

/** Judges one case in this process. */
export function judgeHere(
  { one, budget, spec }: Job,
  subject: Subject,
  { contracts }: Surroundings,
): Promise<CaseResult> {
  const by: Judge = {
    contract: initializerNamed(contracts, one.contract),
    checks,
    budget,
    subject,
    diagnose,
    replay: (each, tests) => replayOf(each, spec, budget, tests),
  };
  return judge(one, by);
}
