/**
 * Puts one check's question to a case, stage by stage: a stage's data is looked at only if the stage before left the check
 * suspicious. This is the whole fail rule of docs/method.md.
 */
import type { Budget } from "./budget.js";
import type { Check, Observation, Prospect } from "./check/check.js";
import type { Finding, Verdict } from "./record/index.js";
import type { Sample } from "./sample.js";

/** A stage's tensors, or why there are none. */
export type Stage = { readonly sample: Sample } | { readonly reason: string };

/** A question: the check, and what it knew before anything was drawn. */
export interface Question {
  readonly check: Check;
  readonly prospect: Prospect;
  readonly budget: Budget;
}

/** Asks until the question is settled, drawing stage after stage. */
export async function ask(question: Question, stages: (stage: number) => Promise<Stage>): Promise<Finding> {
  for (let stage = 0; ; stage++) {
    const drawn = await stages(stage);
    if (!("sample" in drawn)) return lost(question, stage, drawn.reason);
    const finding = look(question, drawn.sample, stage);
    if (finding !== undefined) return finding;
  }
}

/** The same over stages that are at hand already. */
export function askNow(question: Question, stages: readonly Sample[]): Finding {
  for (let stage = 0; ; stage++) {
    const finding = look(question, stages[stage]!, stage);
    if (finding !== undefined) return finding;
  }
}

/** One look: the finding, or undefined where suspicion asks for the next stage. */
function look(question: Question, sample: Sample, stage: number): Finding | undefined {
  const { check, prospect, budget } = question;
  const tail = check.tail(prospect);
  const alpha = levelOf(question, stage);
  const seen = check.run(sample);
  const verdict = (): Verdict | undefined => {
    if (!(seen.pValue >= 0 && seen.pValue <= 1)) return "undetermined";
    if (tail === "invariant") return seen.pValue > 0 ? "pass" : "fail";
    if (tail === "exact" && seen.pValue <= budget.atOnce) return "fail";
    if (seen.pValue > alpha) return "pass";
    return stage === budget.stages.length - 1 ? "fail" : undefined;
  };
  const decided = verdict();
  if (decided === undefined) return undefined;
  return {
    ...facts(check.name, seen, sample),
    alpha,
    verdict: decided,
    detects: detectsOf(question),
    stage: stage + 1,
  };
}

const levelOf = ({ check, prospect, budget }: Question, stage: number): number =>
  check.tail(prospect) === "invariant" ? 0 : budget.stages[stage]!;

const detectsOf = (question: Question): string => question.check.detects(question.prospect, levelOf(question, 0));

function facts(
  check: string,
  seen: Observation,
  sample: Sample,
): Pick<Finding, "check" | "n" | "statistic" | "pValue" | "expected" | "observed"> {
  const all = sample.tensors.reduce((n, { length }) => n + length, 0);
  return {
    check,
    n: sample.expected.joint === "exact" ? all : sample.n,
    statistic: finite(seen.statistic),
    pValue: finite(seen.pValue),
    expected: seen.expected,
    observed: seen.observed,
  };
}

const finite = (x: number): number | null => (Number.isFinite(x) ? x : null);

function lost(question: Question, stage: number, reason: string): Finding {
  return {
    check: question.check.name,
    n: 0,
    statistic: null,
    pValue: null,
    alpha: levelOf(question, stage),
    verdict: "undetermined",
    expected: "an answer",
    observed: reason,
    detects: detectsOf(question),
    stage: stage + 1,
  };
}
