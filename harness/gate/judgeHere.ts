/** Judges a case in the thread that calls it. */
import { type Check, checks as shipped } from "../check/index.js";
import { initializerNamed } from "../contract/index.js";
import type { CaseResult } from "../record/index.js";
import type { Surroundings } from "../subject/open.js";
import type { Subject } from "../subject/subject.js";
import type { CaseJob } from "./caseJob.js";
import { explain } from "./diagnose/index.js";
import { type Judge, judge } from "./judge.js";
import { replayInCode, replayOf } from "./replay.js";

interface JudgeOptions {
  readonly checks?: readonly Check[];
  /** The subject is a function, so its replay is a call. */
  readonly inCode?: boolean;
}

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
