/**
 * Runs the checks of a case stage by stage: a stage is drawn only if the stage before left some check suspicious, and only
 * suspicious checks look at it.
 */

import type { Check, Look, Observation, Prospect } from "../check/check.js";
import type { Sample } from "../check/sample.js";
import { finiteOrNull } from "../record/finiteOrNull.js";
import type { Finding } from "../record/index.js";
import type { Budget } from "./budget.js";
import { decide, levelAt } from "./decide.js";

/** The tensors of a stage, or why there are none. */
export type Stage = { readonly sample: Sample } | { readonly reason: string };

/** A check, and what it knew before anything was drawn. */
export interface StagedCheck {
  readonly check: Check;
  readonly prospect: Prospect;
  readonly budget: Budget;
  /** For each stage its entries relative to the first stage. */
  readonly growth: readonly number[];
}

/** The findings so far. */
export interface StagedFindings {
  /** In the order of the checks. */
  readonly findings: readonly Finding[];
  /** The sample of the stage with the most entries. */
  readonly largest: Sample;
}

/**
 * Below this p-value a stage of the same size rejects as surely as a larger one, at every level that stages have, if it has a few
 * tensors.
 */
const CERTAIN = 1e-25;

/**
 * The fewest tensors of a brief stage: a deviation that each tensor draws anew, such as an offset of its own, may be
 * small by chance in one or two tensors.
 */
const FEW_TENSORS = 8;

/**
 * Runs the stages until every check is settled. `draw` draws the stages after the first: in full, or in brief, with no
 * fewer than so many tensors, if the case is certain to fail. That choice may depend on earlier stages, because a
 * p-value is right for any sample size.
 */
export async function testStages(
  questions: readonly StagedCheck[],
  first: Sample,
  draw: (stage: number, brief?: number) => Promise<Stage>,
): Promise<StagedFindings> {
  const findings: Finding[] = [];
  let [drawn, largest]: [Stage, Sample] = [{ sample: first }, first];
  let open = questions.map((question, at) => ({ question, at }));
  let brief: number | undefined;
  for (let stage = 0; ; stage++) {
    const next: typeof open = [];
    for (const one of open) {
      const { finding, isOpen } = testStage(one.question, drawn, stage);
      findings[one.at] = finding;
      if (isOpen) next.push(one);
      if (finding.verdict === "fail") brief = 1;
      else if (isOpen && finding.pValue! <= CERTAIN) brief ??= FEW_TENSORS;
    }
    open = next;
    if (open.length === 0) return { findings, largest };
    drawn = await draw(stage + 1, brief);
    if ("sample" in drawn && entriesOf(drawn.sample) >= entriesOf(largest)) largest = drawn.sample;
  }
}

/** Runs one check on stages that are already drawn. */
export function testDrawnStages(question: StagedCheck, stages: readonly Sample[]): Finding {
  for (let stage = 0; ; stage++) {
    const { finding, isOpen } = testStage(question, { sample: stages[stage]! }, stage);
    if (!isOpen) return finding;
  }
}

const entriesOf = ({ tensors }: Sample): number => tensors.reduce((n, { length }) => n + length, 0);

/** Runs one check on one stage; while the check is open, the finding is the result so far. */
function testStage(
  question: StagedCheck,
  drawn: Stage,
  stage: number,
): { readonly finding: Finding; readonly isOpen: boolean } {
  const { check, prospect, budget } = question;
  const tail = check.tail(prospect);
  const facts = {
    check: check.name,
    alpha: levelAt(tail, stage, budget),
    detects: check.detects(prospect, looksOf(question)),
    stage: stage + 1,
  };
  if (!("sample" in drawn)) return { finding: { ...facts, ...NOTHING, observed: drawn.reason }, isOpen: false };
  const seen = check.run(drawn.sample);
  const decided = decide(seen.pValue, tail, stage, budget);
  const verdict = decided === "open" ? "undetermined" : decided;
  return { finding: { ...facts, ...observed(seen, drawn.sample), verdict }, isOpen: decided === "open" };
}

const NOTHING = { n: 0, statistic: null, pValue: null, verdict: "undetermined", expected: "an answer" } as const;

function looksOf({ check, prospect, budget, growth }: StagedCheck): readonly Look[] {
  const tail = check.tail(prospect);
  return budget.stages.map((_, stage) => ({ level: levelAt(tail, stage, budget), growth: growth[stage]! }));
}

function observed(
  seen: Observation,
  sample: Sample,
): Pick<Finding, "n" | "statistic" | "pValue" | "expected" | "observed"> {
  return {
    n: sample.expected.joint === "exact" ? entriesOf(sample) : sample.n,
    statistic: finiteOrNull(seen.statistic),
    pValue: finiteOrNull(seen.pValue),
    expected: seen.expected,
    observed: seen.observed,
  };
}
