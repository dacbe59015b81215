/** The gate: draws weights from a subject, judges them against the contracts they claim, and returns one record. */

import { type Check, checks as shipped } from "../check/index.js";
import { initializerNamed } from "../contract/index.js";
import { expectationOf, type Initializer } from "../contract/initializer.js";
import type { CaseResult, RunRecord } from "../record/index.js";
import { isProcess, type Surroundings } from "../subject/open.js";
import type { SubjectSpec } from "../subject/spec.js";
import type { Subject } from "../subject/subject.js";
import type { CaseJob } from "./caseJob.js";
import { unclaimedResult, unjudgedResult } from "./doubts.js";
import { openJudges } from "./judges.js";
import { finished } from "./mergeCases.js";
import { type Case, planOf, tensorsFor, testsOf } from "./plan.js";
import type { OpenRemoteRunner } from "./remoteRunner.js";
import { nameReplay, replayInCode, replayOf } from "./replay.js";
import { type GateRequest, resolveRequest } from "./resolveRequest.js";
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
  /** Judges the cases on other machines. */
  readonly elsewhere?: OpenRemoteRunner<CaseJob, CaseResult>;
  /** The record without results, before the first case. */
  readonly onPlan?: (record: RunRecord) => void;
  readonly onResult?: (result: CaseResult, done: number, of: number) => void;
}

/** The most cases that run elsewhere at once if a failure may end the run. */
const AHEAD_OF_BAIL = 32;

/** `thread` is the module that a worker thread runs; without it, every case runs here. */
export async function gate(options: GateOptions, around: Surroundings & { readonly thread?: URL }): Promise<RunRecord> {
  const checks = [...shipped, ...(options.ownChecks ?? [])];
  const inCode = options.own !== undefined;
  const functions = inCode || options.ownChecks !== undefined;
  // Cases that cannot be sent are few, and are judged in this thread.
  const staysHere = functions || options.elsewhere !== undefined;
  const judges = await openJudges({ ...options, checks, staysHere }, around);
  try {
    const { description } = judges;
    const wanted = resolveRequest(options, description, around);
    const contractOf = (one: Case): Initializer => initializerNamed(around.contracts, one.contract);
    const whole = planOf(wanted.cases, options.alpha, checks, contractOf);
    const places = shardPlaces(options, wanted, contractOf);
    const isHere = new Set(places);
    const plan = { ...whole, cases: wanted.cases.filter((_, place) => isHere.has(place)) };
    const replay = (one: Case): string => {
      const tests = testsOf(one, checks, contractOf(one));
      return inCode ? replayInCode(one, plan.budget, tests) : replayOf(one, options.spec, plan.budget, tests);
    };
    const unjudged = (one: Case, reason: string): CaseResult => ({
      ...unjudgedResult(one, description, reason),
      replay: replay(one),
    });
    options.onPlan?.({
      version: around.version,
      seed: options.seed,
      alpha: plan.budget.alpha,
      tests: plan.budget.tests,
      results: [],
    });
    const { version } = around;
    const digest = planDigest({ version, seed: options.seed, budget: plan.budget, spec: options.spec, wanted });
    const elsewhere = await options.elsewhere?.({ digest, subject: description });
    const lanes = judges.lanes(plan.cases.length);
    if (elsewhere === undefined) requireRoom("check", plan.cases, lanes);
    const job = (one: Case): CaseJob => ({ one, budget: plan.budget, spec: options.spec });
    const execute = async (one: Case): Promise<CaseResult> => {
      if (elsewhere?.takes(job(one)) !== true) {
        const judged = judges.judge(job(one));
        // A program that could not be started again leaves only its own case undetermined.
        return isProcess(options.spec)
          ? judged.catch((error: Error) => ({ ...unjudged(one, error.message), lost: true }))
          : judged;
      }
      const judged = elsewhere.run(job(one)).catch((error: Error) => unjudged(one, error.message));
      return { ...(await judged), replay: replay(one) };
    };
    // Results of cases that are running when a run bails are dropped, so few cases are begun ahead of time.
    const ahead = options.bail === undefined ? Number.POSITIVE_INFINITY : AHEAD_OF_BAIL;
    let complete = false;
    try {
      const record = await run(plan, around.version, options.seed, {
        execute,
        ...(options.bail === undefined ? {} : { bail: options.bail }),
        unjudged,
        concurrency: elsewhere ? Math.min(plan.cases.length, ahead) : lanes,
        ...(judges.admission && { admitted: judges.admission.admitted }),
        onResult: (result, done) => {
          judges.admission?.tell(done, plan.cases.length);
          options.onResult?.(result, done, plan.cases.length);
        },
      });
      const unclaimed = wanted.unclaimed.map((one) =>
        unclaimedResult(one, description, options, nameReplay(one.name, options.spec, options)),
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
      await elsewhere?.close(complete);
    }
  } finally {
    await judges.close();
  }
}

/** Places of the plan that are judged here: cases, then names without a contract. */
function shardPlaces(
  { shard, bail }: GateOptions,
  { cases, unclaimed }: ReturnType<typeof resolveRequest>,
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
