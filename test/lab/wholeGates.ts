/** Whole gates over subjects that are right: every failure is a false alarm. */

import { checks } from "../../harness/check/index.js";
import { formatShape } from "../../harness/contract/layout.js";
import { type Case, planOf } from "../../harness/gate/plan.js";
import { casesOf } from "../../harness/gate/resolveRequest.js";
import { surroundings } from "../../harness/program/surroundings.js";
import type { CaseResult } from "../../harness/record/index.js";
import { referenceSubject } from "../../harness/subject/reference.js";
import type { Subject } from "../../harness/subject/subject.js";
import type { Dtype } from "../../harness/weights/dtype.js";
import { type RouteName, rightSubject } from "../right/index.js";
import { ALPHA, contractOf, judgeCase } from "./gateMutant.js";

/** Gates of the reference with fresh seeds `first` to `first + count - 1`: the default cases but the largest, at fewer entries. */
export interface GatesJob {
  readonly kind: "gates";
  readonly first: number;
  readonly count: number;
}

/** The default gate of one right subject. */
export interface RightJob {
  readonly kind: "right";
  readonly route: RouteName;
  readonly dtype: Dtype;
  readonly seed: number;
}

export interface Alarms {
  readonly gates: number;
  /** p-values that stage 1 asked for, and those that went on to stage 2. */
  readonly tests: number;
  readonly escalated: number;
  /** How many were to be expected, were every p-value uniform. */
  readonly expected: number;
  /** What did not pass, in words. */
  readonly failures: readonly string[];
}

const LARGEST = "300x500";
const FEW = 1000;

/** The default cases of a subject; the cheap ones, at fewer entries, if so many gates are to be run. */
function casesOn(subject: Subject, seed: number, dtype: Dtype, cheap: boolean): readonly Case[] {
  const ask = { seed, dtype, ...(cheap ? { samples: FEW } : {}) };
  const all = casesOf(ask, subject.description, surroundings);
  return cheap
    ? all.filter(({ shape }) => formatShape(shape) !== LARGEST).map((one, index) => ({ ...one, index }))
    : all;
}

async function gateOnce(subject: Subject, seed: number, dtype: Dtype, cheap = false): Promise<Alarms> {
  const plan = planOf(casesOn(subject, seed, dtype, cheap), ALPHA, checks, contractOf);
  const { budget } = plan;
  let escalated = 0;
  const failures: string[] = [];
  for (const one of plan.cases) {
    const result = await judgeCase(one, subject, budget);
    escalated += result.findings.filter(({ stage }) => stage > 1).length;
    if (result.verdict !== "pass") failures.push(inWords(result));
  }
  return { gates: 1, tests: budget.tests, escalated, expected: budget.tests * budget.stages[0]!, failures };
}

function inWords({ key, findings, verdict, notes }: CaseResult): string {
  const bad = findings.filter((finding) => finding.verdict !== "pass");
  const said = bad.map(({ check, pValue, observed }) => `${check} p=${pValue} ${observed}`).join("; ");
  const { subject, initializer, shape, dtype, seed } = key;
  return `${subject} ${initializer} ${shape} ${dtype} seed ${seed}: ${verdict} ${said || notes.join("; ")}`;
}

export async function gatesOf({ first, count }: GatesJob): Promise<Alarms> {
  const subject = referenceSubject(surroundings.catalogue, surroundings.contracts, surroundings.version);
  const seen: Alarms[] = [];
  for (let seed = first; seed < first + count; seed++) seen.push(await gateOnce(subject, seed, "float32", true));
  return total(seen);
}

export const rightGateOf = ({ route, dtype, seed }: RightJob): Promise<Alarms> =>
  gateOnce(rightSubject(route), seed, dtype);

export function total(all: readonly Alarms[]): Alarms {
  const sum = (of: (alarms: Alarms) => number): number => all.reduce((so, alarms) => so + of(alarms), 0);
  return {
    gates: sum(({ gates }) => gates),
    tests: sum(({ tests }) => tests),
    escalated: sum(({ escalated }) => escalated),
    expected: sum(({ expected }) => expected),
    failures: all.flatMap(({ failures }) => failures),
  };
}
