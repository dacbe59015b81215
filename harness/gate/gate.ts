/** The gate: draws weights from a subject, judges them against the contracts they claim, and returns one record. */

import { type Check, checks as shipped } from "../check/index.js";
import { initializerNamed } from "../contract/index.js";
import { expectationOf, type Initializer } from "../contract/initializer.js";
import { usefulThreads } from "../machine/bounds.js";
import { openPool } from "../machine/pool.js";
import type { CaseResult, RunRecord } from "../record/index.js";
import { isProcess, openSubject, type Surroundings } from "../subject/open.js";
import type { SubjectSpec } from "../subject/spec.js";
import type { Subject } from "../subject/subject.js";
import type { CaseJob } from "./caseJob.js";
import { type GateRequest, wantedOf } from "./cases.js";
import { explain } from "./diagnose/index.js";
import { unclaimedResult, unjudgedResult } from "./doubts.js";
import type { OpenElsewhere } from "./elsewhere.js";
import { type Judge, judge } from "./judge.js";
import { finished } from "./mergeCases.js";
import { type Case, planOf, tensorsFor, testsOf } from "./plan.js";
import { nameReplay, replayInCode, replayOf } from "./replay.js";
import { requireRoom } from "./room.js";
import { run } from "./run.js";
import { ownPlaces, planDigest, type Shard } from "./shard.js";

export interface GateOptions extends GateRequest {
  readonly spec: SubjectSpec;
  /** The probability that a correct subject fails the whole run. */
  readonly alpha: number;
  readonly threads: number;
  /**
   * A subject of the caller's own instead of `spec`. It holds functions, which cannot be sent to a thread, so all cases run here.
   */
  readonly own?: Subject;
  /** Run after the shipped checks. */
  readonly ownChecks?: readonly Check[];
  /** Ends the run after this many failures: later cases of the plan are undetermined. */
  readonly bail?: number;
  /** Only the cases of one shard; the budget stays that of the whole run. */
  readonly shard?: Shard;
  /** Judges the cases instead of this process. */
  readonly elsewhere?: OpenElsewhere<CaseJob, CaseResult>;
  /** The record without results, before the first case. */
  readonly onPlan?: (record: RunRecord) => void;
  readonly onResult?: (result: CaseResult, done: number, of: number) => void;
}

/** The most cases that run elsewhere at once if a failure may end the run. */
const AHEAD_OF_BAIL = 32;

/** `thread` is the module that a worker thread runs; without it, every case runs here. */
export async function gate(options: GateOptions, around: Surroundings & { readonly thread?: URL }): Promise<RunRecord> {
  const checks = [...shipped, ...(options.ownChecks ?? [])];
  const subject = options.own ?? (await openSubject(options.spec, around));
  try {
    const wanted = wantedOf(options, subject.description, around);
    const contractOf = (one: Case): Initializer => initializerNamed(around.contracts, one.contract);
    const whole = planOf(wanted.cases, options.alpha, checks, contractOf);
    const places = shardPlaces(options, wanted, contractOf);
    const isHere = new Set(places);
    const plan = { ...whole, cases: wanted.cases.filter((_, place) => isHere.has(place)) };
    const inCode = options.own !== undefined;
    const replay = (one: Case): string => {
      const tests = testsOf(one, checks, contractOf(one));
      return inCode ? replayInCode(one, plan.budget, tests) : replayOf(one, options.spec, plan.budget, tests);
    };
    const unjudged = (one: Case, reason: string): CaseResult => ({
      ...unjudgedResult(one, subject.description, reason),
      replay: replay(one),
    });
    options.onPlan?.({
      version: around.version,
      seed: options.seed,
      alpha: plan.budget.alpha,
      tests: plan.budget.tests,
      results: [],
    });
    // A subject with its own process serves the whole run, case by case.
    const stays = options.own !== undefined || options.ownChecks !== undefined || isProcess(options.spec);
    const threads = stays ? 1 : usefulThreads(Math.min(options.threads, plan.cases.length));
    const { version } = around;
    const digest = planDigest({ version, seed: options.seed, budget: plan.budget, spec: options.spec, wanted });
    const elsewhere = await options.elsewhere?.({ digest, subject: subject.description });
    if (elsewhere === undefined) requireRoom("check", plan.cases, threads);
    const pool =
      threads > 1 && around.thread !== undefined && elsewhere === undefined
        ? openPool<CaseJob, CaseResult>(around.thread, threads)
        : undefined;
    const job = (one: Case): CaseJob => ({ one, budget: plan.budget, spec: options.spec });
    const execute = async (one: Case): Promise<CaseResult> => {
      if (elsewhere?.takes(job(one)) !== true)
        return pool ? pool.run(job(one)) : judgeHere(job(one), subject, around, { checks, inCode });
      const judged = elsewhere.run(job(one)).catch((error: Error) => unjudged(one, error.message));
      return { ...(await judged), replay: replay(one) };
    };
    // Results of cases that are running when a run bails are lost, so few run ahead.
    const ahead = options.bail === undefined ? Number.POSITIVE_INFINITY : AHEAD_OF_BAIL;
    let complete = false;
    try {
      const record = await run(plan, around.version, options.seed, {
        execute,
        ...(options.bail === undefined ? {} : { bail: options.bail }),
        bailed: (one) => unjudged(one, `not judged: --bail ${options.bail} ended the run`),
        concurrency: elsewhere ? Math.min(plan.cases.length, ahead) : pool ? threads : 1,
        onResult: (result, done) => options.onResult?.(result, done, plan.cases.length),
      });
      const unclaimed = wanted.unclaimed.map((one) =>
        unclaimedResult(one, subject.description, options, nameReplay(one.name, options.spec, options)),
      );
      const own = unclaimed.filter((_, at) => isHere.has(wanted.cases.length + at));
      const results = [...record.results, ...own];
      const facts = { cases: plan.cases.length, shapesChosen: options.shapes === undefined };
      const judged = { ...record, results: finished(results, facts) };
      complete = true;
      if (options.shard === undefined) return judged;
      const { index, of } = options.shard;
      const count = wanted.cases.length + unclaimed.length;
      const stamp = { index, of, plan: digest, count, places };
      return { ...judged, shard: { ...stamp, ...facts, cases: wanted.cases.length, results } };
    } finally {
      await pool?.close();
      await elsewhere?.close(complete);
    }
  } finally {
    await subject.close();
  }
}

/** Places of the plan that are judged here: cases, then names without a contract. */
function shardPlaces(
  { shard, bail }: GateOptions,
  { cases, unclaimed }: ReturnType<typeof wantedOf>,
  contractOf: (one: Case) => Initializer,
): readonly number[] {
  if (shard !== undefined && bail !== undefined)
    throw new RangeError("check: a shard must judge all of its cases: bail cannot go with shard");
  const costOf = (place: number): number => {
    const one = cases[place];
    if (one === undefined) return 0;
    const expected = expectationOf(contractOf(one), one);
    return tensorsFor(expected, one.samples) * expected.shape.size;
  };
  return ownPlaces(cases.length + unclaimed.length, costOf, shard, "a case");
}

interface JudgeOptions {
  readonly checks?: readonly Check[];
  /** The subject is a function, so its replay is a call. */
  readonly inCode?: boolean;
}

/** Judges one case in this process. */
export function judgeHere(
  { one, budget, spec }: CaseJob,
  subject: Subject,
  { contracts }: Surroundings,
  { checks = shipped, inCode = false }: JudgeOptions = {},
): Promise<CaseResult> {
  const by: Judge = {
    contract: initializerNamed(contracts, one.contract),
    checks,
    budget,
    subject,
    explain,
    replay: (each, tests) => (inCode ? replayInCode(each, budget, tests) : replayOf(each, spec, budget, tests)),
  };
  return judge(one, by);
}
