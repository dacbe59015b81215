/** Gates one mutant as a user's run would: the levels are those of the whole default gate. */

import { checks } from "../../harness/check/index.js";
import { initializerNamed } from "../../harness/contract/index.js";
import { expectationOf, type Initializer } from "../../harness/contract/initializer.js";
import type { Budget } from "../../harness/gate/budget.js";
import { explain } from "../../harness/gate/diagnose/index.js";
import { judge } from "../../harness/gate/judge.js";
import { type Case, type Plan, planOf, prospectOf } from "../../harness/gate/plan.js";
import { replayOf } from "../../harness/gate/replay.js";
import { casesOf } from "../../harness/gate/resolveRequest.js";
import { surroundings } from "../../harness/program/surroundings.js";
import type { CaseResult, Finding } from "../../harness/record/index.js";
import { referenceSubject } from "../../harness/subject/reference.js";
import type { Subject } from "../../harness/subject/subject.js";
import { type Mutant, mutantSubject, SEEN_AT, type Size } from "../mutants/index.js";

export const ALPHA = 1e-9;
export const contractOf = (one: Case): Initializer => initializerNamed(surroundings.contracts, one.contract);

/** What `initgate check` plans where nobody says what: its budget is every mutant's. */
export const defaultPlan: Plan = ((): Plan => {
  const { description } = referenceSubject(surroundings.catalogue, surroundings.contracts, surroundings.version);
  return planOf(casesOf({ seed: 0 }, description, surroundings), ALPHA, checks, contractOf);
})();

export function judgeCase(one: Case, subject: Subject, budget: Budget = defaultPlan.budget): Promise<CaseResult> {
  const replay = (each: Case, tests: number) => replayOf(each, { subject: subject.description.name }, budget, tests);
  return judge(one, { contract: contractOf(one), checks, budget, subject, explain, replay });
}

/** The case in which a mutant of this size is asked. */
export function caseOfMutant(mutant: Mutant, size: Size, seed: number): Case {
  const { shape, ...rest } = { ...SEEN_AT, ...size };
  const ask = { ...rest, initializers: [mutant.name], as: mutant.of, shapes: [shape], seed };
  return casesOf(ask, mutantSubject([mutant]).description, surroundings)[0]!;
}

/** Random entries of its first stage. */
export const entriesOf = (one: Case): number => prospectOf(one, expectationOf(contractOf(one), one)).n;

export interface Caught {
  readonly detected: boolean;
  /** The diagnosis names the mistake, or a reading that is as right. */
  readonly named: boolean;
  readonly diagnosis: string;
  readonly strongest: string;
  readonly failed: readonly string[];
}

export async function gateMutant(mutant: Mutant, size: Size, seed: number): Promise<Caught> {
  const result = await judgeCase(caseOfMutant(mutant, size, seed), mutantSubject([mutant]));
  const failed = result.findings.filter(({ verdict }) => verdict === "fail");
  const diagnosis = result.diagnosis?.mistake ?? "";
  return {
    detected: result.verdict === "fail",
    named: [mutant.mistake, ...(mutant.also ?? [])].some((mistake) => mistake === diagnosis),
    diagnosis,
    strongest: failed.toSorted((a, b) => depth(a) - depth(b))[0]?.check ?? "",
    failed: failed.map(({ check }) => check),
  };
}

/** Deeper is stronger; a p-value that does not exist is the weakest. */
const depth = ({ pValue }: Finding): number => pValue ?? 1;
