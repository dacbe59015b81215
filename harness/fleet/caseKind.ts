/** Cases of a gate: one initializer on one shape, drawn and judged. */
import { checks } from "../check/index.js";
import { shapeOfSpec } from "../contract/initializer.js";
import type { CaseJob } from "../gate/caseJob.js";
import { caseKey } from "../gate/caseKey.js";
import { requireRoom } from "../gate/room.js";
import { type CaseResult, worst } from "../record/index.js";
import { dtypes } from "../weights/dtype.js";
import { anyNumber, either, finite, line, list, name, oneOf, orNull, parameters, record, whole, yes } from "./form.js";
import type { JobKind } from "./jobKind.js";
import { diagnosisForm, MOST_NOTES, positive, probability, verdict } from "./verdictForm.js";

const MOST_AXES = 32;
const MOST_STAGES = 400;
const MOST_QUANTILES = 1000;

const workForm = record({
  one: record(
    {
      index: whole(0),
      contract: name,
      asked: name,
      shape: list(whole(0), MOST_AXES),
      layout: name,
      groups: positive,
      params: parameters,
      dtype: oneOf(dtypes),
      seed: whole(0),
      samples: positive,
    },
    { fanIn: positive, fanOut: positive, given: parameters, sends: record({ initializer: name, params: parameters }) },
  ),
  budget: record({
    alpha: probability,
    tests: whole(0),
    stages: list(probability, MOST_STAGES),
    atOnce: probability,
  }),
});

const quantiles = list(finite, MOST_QUANTILES);

const findingForm = record({
  check: oneOf(checks.map(({ name }) => name)),
  n: whole(0),
  statistic: orNull(finite),
  pValue: orNull(probability),
  alpha: probability,
  verdict,
  expected: either(anyNumber, line),
  observed: either(anyNumber, line),
  detects: line,
  stage: whole(1, 1000),
});

const foundForm = record(
  {
    findings: list(findingForm, checks.length),
    verdict,
    diagnosis: orNull(diagnosisForm),
    notes: list(line, MOST_NOTES),
  },
  {
    lost: yes,
    picture: record({
      probabilities: quantiles,
      observed: quantiles,
      documented: quantiles,
      diagnosed: orNull(quantiles),
    }),
  },
);

/** A message has no key, fans or replay: they follow from the job. */
export const caseKind: JobKind<CaseJob, CaseResult> = {
  name: "case",
  kept: 50_000,
  workOf: ({ one, budget }) => ({ one, budget }),
  jobOf: (work, spec) => ({ ...workForm(work, "job.work"), spec }),
  travels: () => true,
  requireRoom: (worker, { one }, threads) => requireRoom(worker, new Array(threads).fill(one), threads),
  foundOf({ findings, verdict, diagnosis, notes, lost, picture }) {
    return { findings, verdict, diagnosis, notes, ...(lost && { lost }), ...(picture && { picture }) };
  },
  resultOf(value, { one }, subject) {
    const { findings, verdict, diagnosis, notes, lost, picture } = foundForm(value, "answer.found");
    requireConsistent({ findings, verdict });
    const { fanIn, fanOut } = shapeOfSpec(one);
    const judged = { key: caseKey(one, subject), fanIn, fanOut, findings, verdict, diagnosis, replay: "", notes };
    return { ...judged, ...(lost && { lost }), ...(picture && { picture }) };
  },
};

/** A verdict follows from the findings; only doubt may be added. */
function requireConsistent({ findings, verdict: whole }: Pick<CaseResult, "findings" | "verdict">): void {
  const expected = worst(findings.map((finding) => finding.verdict));
  if (whole !== expected && !(whole === "undetermined" && expected === "pass"))
    throw new Error(`answer: must have the verdict of its findings, ${expected}, got ${whole}`);
  const names = findings.map(({ check }) => check);
  if (new Set(names).size < names.length) throw new Error("answer: must have one finding for each check, got two");
}
