/**
 * Judges a tensor that cannot be drawn again. Each p-value has the share s of alpha. Exact tails use the whole tensor
 * at level s. Approximate tails use k disjoint parts, each at level s^(1/k), and fail if all parts reject: three parts,
 * or more if the level of three were beyond the accuracy of the approximation. A tensor too small to be cut is judged
 * by exact tails only.
 */

import type { Check, Prospect } from "../check/check.js";
import { type Sample, sampleOf } from "../check/sample.js";
import { type Budget, fewestStages } from "../gate/budget.js";
import { randomCount } from "../gate/plan.js";
import { testDrawnStages } from "../gate/testStages.js";
import { power } from "../numeric/power.js";
import type { Finding } from "../record/index.js";
import type { AtRest } from "./atRest.js";
import { FEWEST_PARTS, partsOf } from "./parts.js";

/** A smaller part would be too small for any approximate tail. */
const FEWEST_A_PART = 667;

/** The samples that a check is run on: the whole tensor, or its parts. */
interface View {
  readonly prospect: Prospect;
  readonly stages: readonly Sample[];
  readonly budget: Budget;
}

interface Question {
  readonly check: Check;
  readonly view: View;
}

/** The checks that apply to the tensor, each with its view: the whole first, because parts are copies. */
function* questions(one: AtRest, checks: readonly Check[], share: number): Generator<Question> {
  const count = Math.max(FEWEST_PARTS, fewestStages(share));
  const whole = viewOf([one], share);
  const applicable = checks.filter((check) => check.applies(whole.prospect));
  const isApproximate = (check: Check): boolean => check.tail(whole.prospect) === "approximate";
  for (const check of applicable) if (!isApproximate(check)) yield { check, view: whole };
  const approximate = canBeCut(one, count) ? applicable.filter(isApproximate) : [];
  if (approximate.length === 0) return;
  const parts = viewOf(partsOf(one, count), share);
  for (const check of approximate) if (check.applies(parts.prospect)) yield { check, view: parts };
}

/** The number of p-values that judging this tensor needs. */
export function testsAtRest(one: AtRest, checks: readonly Check[], share: number): number {
  return [...questions(one, checks, share)].filter(({ check, view }) => check.tail(view.prospect) !== "invariant")
    .length;
}

/**
 * The findings, in the order of the checks. `share` is the false alarm probability of each p-value. One failure is enough to know
 * that a contract does not hold.
 */
export function judgeAtRest(
  one: AtRest,
  checks: readonly Check[],
  share: number,
  until: "first failure" | "end" = "end",
): readonly Finding[] {
  const findings = new Map<Check, Finding>();
  for (const { check, view } of questions(one, checks, share)) {
    const { prospect, stages, budget } = view;
    const finding = testDrawnStages({ check, prospect, budget, growth: stages.map(() => 1) }, stages);
    findings.set(check, finding);
    if (until === "first failure" && finding.verdict === "fail") break;
  }
  return checks.flatMap((check) => findings.get(check) ?? []);
}

const canBeCut = ({ expected: { joint, fixed, shape } }: AtRest, count: number): boolean =>
  joint === "independent" && fixed === undefined && shape.size >= count * FEWEST_A_PART;

function viewOf(parts: readonly AtRest[], share: number): View {
  const { expected, dtype } = parts[0]!;
  const levels = parts.map(() => power(share, 1 / parts.length));
  return {
    prospect: { expected, dtype, n: randomCount(expected), tensors: 1, reseeded: false },
    stages: parts.map((part) => sampleOf({ ...part, tensors: [part.entries], reseeded: false })),
    budget: { alpha: share, tests: 1, stages: levels, atOnce: 0 },
  };
}
