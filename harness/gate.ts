/** The gate: asks a subject for weights, judges them against the contracts they claim, and answers with one record. */
import { type Ask, wantedOf } from "./cases.js";
import { type Check, checks as shipped } from "./check/index.js";
import { initializerNamed } from "./contract/index.js";
import { diagnose } from "./diagnose/index.js";
import { type Judge, judge } from "./judge.js";
import type { Unclaimed } from "./names.js";
import { type Case, planOf } from "./plan.js";
import { type Job, openPool } from "./pool.js";
import type { CaseResult, RunRecord } from "./record/index.js";
import { nameReplay, replayInCode, replayOf, type SubjectSpec } from "./replay.js";
import { run } from "./run.js";
import { isProcess, openSubject, type Surroundings } from "./subject/open.js";
import type { Description, Subject } from "./subject/subject.js";

export interface GateOptions extends Ask {
  readonly spec: SubjectSpec;
  /** The probability that a correct subject fails the whole run. */
  readonly alpha: number;
  readonly threads: number;
  /** A subject of the caller's own instead of `spec`. It holds functions, which no thread can be sent: all cases run here. */
  readonly own?: Subject;
  /** Asked after the shipped ones. */
  readonly ownChecks?: readonly Check[];
  readonly onResult?: (result: CaseResult, done: number, of: number) => void;
}

/** `thread` is the module that a worker thread runs; absent, every case runs here. */
export async function gate(options: GateOptions, around: Surroundings & { readonly thread?: URL }): Promise<RunRecord> {
  const checks = [...shipped, ...(options.ownChecks ?? [])];
  const subject = options.own ?? (await openSubject(options.spec, around));
  try {
    const wanted = wantedOf(options, subject.description, around);
    const plan = planOf(wanted.cases, options.alpha, checks, (one) => initializerNamed(around.contracts, one.contract));
    // A process of its own serves the whole run: it answers case after case.
    const stays = options.own !== undefined || options.ownChecks !== undefined || isProcess(options.spec);
    const threads = stays ? 1 : options.threads;
    const pool = threads > 1 && around.thread !== undefined ? openPool(around.thread, threads) : undefined;
    const job = (one: Case): Job => ({ one, budget: plan.budget, spec: options.spec });
    const execute = (one: Case): Promise<CaseResult> =>
      pool ? pool.run(job(one)) : judgeHere(job(one), subject, around, { checks, inCode: options.own !== undefined });
    try {
      const record = await run(plan, around.version, options.seed, {
        execute,
        concurrency: pool ? threads : 1,
        onResult: (result, done) => options.onResult?.(result, done, plan.cases.length),
      });
      const results = options.shapes === undefined ? withoutUnsupported(record.results) : record.results;
      const unclaimed = wanted.unclaimed.map((one) => unclaimedResult(one, options, subject.description));
      return { ...record, results: [...results, ...unclaimed] };
    } finally {
      await pool?.close();
    }
  } finally {
    await subject.close();
  }
}

/** A name that is offered and that no contract speaks of: doubt, and never silence. */
function unclaimedResult({ name, reason }: Unclaimed, options: GateOptions, subject: Description): CaseResult {
  return {
    key: {
      subject: subject.name,
      subjectVersion: subject.version,
      initializer: name,
      contract: "",
      shape: "",
      layout: "",
      dtype: options.dtype ?? "float32",
      seed: options.seed,
    },
    ...{ fanIn: Number.NaN, fanOut: Number.NaN, findings: [], verdict: "undetermined", diagnosis: null },
    replay: nameReplay(name, options.spec, options.seed, options.alpha),
    notes: [reason],
  };
}

/**
 * Where the shapes were chosen here, not by the user, one that the subject says it does not support is no doubt about the
 * subject: it is left out, and a note says so. If an initializer supports none of them, its cases stay undetermined.
 */
function withoutUnsupported(results: readonly CaseResult[]): readonly CaseResult[] {
  const refused = (one: CaseResult): boolean =>
    one.findings.length === 0 && one.notes.some((note) => note.startsWith("unsupported"));
  const judged = new Set(results.filter((one) => !refused(one)).map(({ key }) => key.initializer));
  const dropped = results.filter((one) => refused(one) && judged.has(one.key.initializer));
  return results
    .filter((one) => !dropped.includes(one))
    .map((one, _, kept) => {
      const first = kept.find(({ key }) => key.initializer === one.key.initializer) === one;
      const shapes = dropped
        .filter(({ key }) => key.initializer === one.key.initializer)
        .map(({ key }) => `${key.shape} ${key.layout}`);
      if (!first || shapes.length === 0) return one;
      return {
        ...one,
        notes: [
          ...one.notes,
          `${one.key.initializer} is not supported by the subject, and was not judged, at ${shapes.join(", ")}`,
        ],
      };
    });
}

interface JudgeOptions {
  readonly checks?: readonly Check[];
  /** The subject is a function: its replay is a call. */
  readonly inCode?: boolean;
}

/** Judges one case in this process. */
export function judgeHere(
  { one, budget, spec }: Job,
  subject: Subject,
  { contracts }: Surroundings,
  { checks = shipped, inCode = false }: JudgeOptions = {},
): Promise<CaseResult> {
  const by: Judge = {
    contract: initializerNamed(contracts, one.contract),
    checks,
    budget,
    subject,
    diagnose,
    replay: (each, tests) => (inCode ? replayInCode(each, budget, tests) : replayOf(each, spec, budget, tests)),
  };
  return judge(one, by);
}
