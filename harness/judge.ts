/**
 * Judges one case: draws, asks every applicable check, and confirms suspicion on fresh data before it fails anything.
 * A pure function of the case, the budget and the subject's answers: a runner only decides where it is called.
 */

import { ask, type Stage } from "./ask.js";
import { type Budget, GROWTH } from "./budget.js";
import type { Check } from "./check/check.js";
import type { Expectation } from "./expectation.js";
import { expectationOf, type Initializer, shapeOfSpec } from "./initializer.js";
import { pictureOf } from "./picture.js";
import { blindSpots, type Case, neighboursOf, prospectOf, seedsOf, tensorsFor, testsOf } from "./plan.js";
import type { CaseResult, Diagnosis, Finding } from "./record/index.js";
import { worst } from "./record/index.js";
import { type Entries, type Sample, sampleOf } from "./sample.js";
import type { Request, Subject } from "./subject/subject.js";

export type Diagnose = (input: {
  readonly expected: Expectation;
  readonly samples: readonly Sample[];
  readonly failed: readonly string[];
}) => Diagnosis;

export interface Judge {
  readonly contract: Initializer;
  readonly checks: readonly Check[];
  readonly budget: Budget;
  readonly subject: Subject;
  readonly diagnose: Diagnose;
  /** The command that reruns the case, given how many p-values it has. */
  readonly replay: (one: Case, tests: number) => string;
}

export async function judge(one: Case, by: Judge): Promise<CaseResult> {
  const expected = expectationOf(by.contract, one);
  const prospect = prospectOf(one, expected);
  const stages = memoised((stage) => drawStage(one, expected, by.subject, stage));
  const first = await stages.draw(0);
  if (!("sample" in first)) return result(one, by, [], null, [first.reason]);
  const findings: Finding[] = [];
  for (const check of by.checks.filter((each) => each.applies(prospect))) {
    findings.push(await ask({ check, prospect, budget: by.budget }, stages.draw));
  }
  const failed = findings.filter(({ verdict }) => verdict === "fail").map(({ check }) => check);
  const shown = failed.length > 0 ? await largest(stages, first.sample) : undefined;
  const diagnosis = shown === undefined ? null : by.diagnose({ expected, samples: [shown], failed });
  const tested = expected.joint === "exact" ? prospect.expected.shape.size > 0 : prospect.n > 0;
  const unjudged = tested ? [] : ["too few samples: no check has anything to look at"];
  const picture = shown === undefined ? undefined : pictureOf(shown);
  const judged = result(one, by, findings, diagnosis, [...unjudged, ...blindSpots(expected)], tested);
  return picture === undefined ? judged : { ...judged, picture };
}

/** Draws one stage on seeds of its own; the first stage also draws its first tensor again, seed 0 twice, and two near seeds. */
export async function drawStage(one: Case, expected: Expectation, subject: Subject, stage: number): Promise<Stage> {
  const sizes = GROWTH.map((growth) => tensorsFor(expected, growth * one.samples));
  const before = sizes.slice(0, stage).reduce((sum, n) => sum + n, 0);
  const seeds = seedsOf(one, before, sizes[stage]!);
  const asked = stage === 0 ? [...seeds, seeds[0]!, 0, 0, ...neighboursOf(seeds[0]!)] : seeds;
  const answers = await subject.draw(asked.map((seed) => requestOf(one, seed)));
  const tensors: Entries[] = [];
  for (const answer of answers) {
    if (answer.kind !== "tensor") return { reason: answer.reason };
    tensors.push(answer.tensor.data);
  }
  const drawn = { expected, dtype: one.dtype, tensors: tensors.slice(0, seeds.length) };
  const [again, zero, zeroAgain, ...neighbours] = tensors.slice(seeds.length);
  if (stage > 0) return { sample: sampleOf(drawn) };
  return { sample: sampleOf({ ...drawn, again: again!, atZero: [zero!, zeroAgain!], neighbours }) };
}

const requestOf = ({ asked, shape, layout, groups, dtype, params }: Case, seed: number): Request => ({
  initializer: asked,
  shape,
  layout,
  groups,
  dtype,
  seed,
  params,
});

/** Draws every stage once, and knows which it has drawn. */
interface Stages {
  readonly draw: (stage: number) => Promise<Stage>;
  readonly drawn: ReadonlyMap<number, Promise<Stage>>;
}

function memoised(draw: (stage: number) => Promise<Stage>): Stages {
  const drawn = new Map<number, Promise<Stage>>();
  return {
    drawn,
    draw: (stage) => {
      if (!drawn.has(stage)) drawn.set(stage, draw(stage));
      return drawn.get(stage)!;
    },
  };
}

/** The last stage that was drawn: it has the most to say of what is wrong, but for the seeds, which only the first tells. */
async function largest({ drawn }: Stages, first: Sample): Promise<Sample> {
  const last = await drawn.get(drawn.size - 1);
  return last !== undefined && "sample" in last ? last.sample : first;
}

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
    key: {
      subject: by.subject.description.name,
      subjectVersion: by.subject.description.version,
      initializer: one.asked,
      contract: one.contract,
      shape: one.shape.join("x"),
      layout: one.layout,
      dtype: one.dtype,
      seed: one.seed,
    },
    fanIn,
    fanOut,
    findings,
    verdict: verdict === "pass" && !tested ? "undetermined" : verdict,
    diagnosis,
    replay: by.replay(one, testsOf(one, by.checks, by.contract)),
    notes,
  };
}
