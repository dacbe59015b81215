/**
 * Judges one case: draws, runs every applicable check, and confirms a suspicion on fresh data before it fails the case.
 * A pure function of the case, the budget and the subject's answers: a runner only decides where it is called.
 */

import type { Check } from "../check/check.js";
import { nearSeedsOf } from "../check/near.js";
import { type Entries, type Sample, sampleOf } from "../check/sample.js";
import type { Expectation } from "../contract/expectation.js";
import { expectationOf, type Initializer, shapeOfSpec } from "../contract/initializer.js";
import type { CaseResult, Diagnosis, Finding } from "../record/index.js";
import { worst } from "../record/index.js";
import type { Subject } from "../subject/subject.js";
import type { Budget } from "./budget.js";
import { caseKey } from "./caseKey.js";
import type { Explanation } from "./diagnose/index.js";
import { pictureOf } from "./picture.js";
import {
  blindSpots,
  type Case,
  neighboursOf,
  prospectOf,
  requestOf,
  seedsOf,
  stageSizes,
  tensorsFor,
  testsOf,
} from "./plan.js";
import { type Stage, testStages } from "./testStages.js";

export type Explain = (input: {
  readonly expected: Expectation;
  readonly samples: readonly Sample[];
  readonly failed: readonly string[];
}) => Explanation;

export interface Judge {
  readonly contract: Initializer;
  readonly checks: readonly Check[];
  readonly budget: Budget;
  readonly subject: Subject;
  readonly explain: Explain;
  /** The command that reruns the case, given its number of p-values. */
  readonly replay: (one: Case, tests: number) => string;
}

export async function judge(one: Case, by: Judge): Promise<CaseResult> {
  const expected = expectationOf(by.contract, one);
  const prospect = prospectOf(one, expected);
  const sizes = stageSizes(expected, one.samples, by.budget.stages.length);
  const first = await drawStage(one, expected, by.subject, 0, sizes);
  if (!("sample" in first)) return result(one, by, [], null, [first.reason]);
  const growth = sizes.map((size) => size / sizes[0]!);
  const questions = by.checks
    .filter((check) => check.applies(prospect))
    .map((check) => ({ check, prospect, budget: by.budget, growth }));
  const { findings, largest } = await testStages(questions, first.sample, later(one, expected, by.subject, sizes));
  const failed = findings.filter(({ verdict }) => verdict === "fail").map(({ check }) => check);
  const explained = failed.length > 0 ? by.explain({ expected, samples: [largest], failed }) : undefined;
  const tested = expected.joint === "exact" ? prospect.expected.shape.size > 0 : prospect.n > 0;
  const unjudged = tested ? [] : ["too few samples: no check has anything to look at"];
  const picture = failed.length > 0 ? pictureOf(largest, explained?.law) : undefined;
  const judged = result(
    one,
    by,
    findings,
    explained?.diagnosis ?? null,
    [...unjudged, ...blindSpots(expected)],
    tested,
  );
  return picture === undefined ? judged : { ...judged, picture };
}

/**
 * Draws the stages after the first: in full, or in brief with no more tensors than the stage before or the fewest that are wanted;
 * the last stage has enough for a diagnosis.
 */
function later(
  one: Case,
  expected: Expectation,
  subject: Subject,
  sizes: readonly number[],
): (stage: number, brief?: number) => Promise<Stage> {
  let before = sizes[0]!;
  return (stage, brief) => {
    const enough = stage === sizes.length - 1 ? tensorsFor(expected, TO_DIAGNOSE * one.samples) : 0;
    before = Math.min(sizes[stage]!, brief === undefined ? Number.POSITIVE_INFINITY : Math.max(before, enough, brief));
    return drawStage(one, expected, subject, stage, sizes, before);
  };
}

/** More entries than this multiple of the first stage's do not identify a mistake any better. */
const TO_DIAGNOSE = 4;

/**
 * Draws `count` tensors of a stage, which may have up to `sizes[stage]`, with seeds of its own, and tensors with near seeds; the
 * first stage also draws its first tensor again, and seed 0 twice.
 */
export async function drawStage(
  one: Case,
  expected: Expectation,
  subject: Subject,
  stage: number,
  sizes: readonly number[],
  count: number = sizes[stage]!,
): Promise<Stage> {
  const before = sizes.slice(0, stage).reduce((sum, n) => sum + n, 0);
  const seeds = seedsOf(one, before, count);
  const growth = Math.ceil(sizes[stage]! / sizes[0]!);
  const near = seeds.slice(0, withNeighbours(expected, growth)).flatMap(neighboursOf);
  const asked = [...seeds, ...near, ...(stage === 0 ? [seeds[0]!, 0, 0] : [])];
  const answers = await subject.draw(asked.map((seed) => requestOf(one, seed)));
  const tensors: Entries[] = [];
  for (const answer of answers) {
    if (answer.kind !== "tensor") return { reason: answer.reason };
    tensors.push(answer.tensor.data);
  }
  const neighbours = tensors.slice(seeds.length, seeds.length + near.length);
  const drawn = { expected, dtype: one.dtype, tensors: tensors.slice(0, seeds.length), neighbours };
  const [again, zero, zeroAgain] = tensors.slice(seeds.length + near.length);
  if (stage > 0) return { sample: sampleOf(drawn) };
  return { sample: sampleOf({ ...drawn, again: again!, atZero: [zero!, zeroAgain!] }) };
}

/** The number of seeds of a stage whose neighbours are drawn: for independent entries enough to compare, otherwise one. */
export const withNeighbours = ({ joint, shape }: Expectation, growth: number): number =>
  joint === "independent" ? growth * nearSeedsOf(shape.size) : 1;

function result(
  one: Case,
  by: Judge,
  findings: readonly Finding[],
  diagnosis: Diagnosis | null,
  notes: readonly string[],
  tested = false,
): CaseResult {
  const verdict = worst(findings.map((finding) => finding.verdict));
  const { fanIn, fanOut } = shapeOfSpec(one);
  return {
    key: caseKey(one, by.subject.description),
    fanIn,
    fanOut,
    findings,
    verdict: verdict === "pass" && !tested ? "undetermined" : verdict,
    diagnosis,
    replay: by.replay(one, testsOf(one, by.checks, by.contract)),
    notes,
    ...(by.subject.isLost?.() ? { lost: true } : {}),
  };
}
