/**
 * Judges a tensor that cannot be drawn again, with the share s of alpha that each p-value has. Exact tails are asked of the
 * whole tensor, at the level s. Approximate tails are asked of k disjoint parts, each at the level s^(1/k), and fail if all
 * reject: three parts, and more where three would read a tail further out than it is right. A tensor too small to be cut is
 * judged by exact tails only.
 */

import { askNow } from "../ask.js";
import { type Budget, fewestStages } from "../budget.js";
import type { Check, Prospect } from "../check/check.js";
import { power } from "../numeric/power.js";
import { randomCount } from "../plan.js";
import type { Finding } from "../record/index.js";
import { type Sample, sampleOf } from "../sample.js";
import type { AtRest } from "./atRest.js";
import { FEWEST_PARTS, partsOf } from "./parts.js";

/** Smaller a part would be too small for any approximate tail. */
const FEWEST_A_PART = 667;

/** How one tensor is looked at: whole, or in parts. */
interface View {
  readonly prospect: Prospect;
  readonly stages: readonly Sample[];
  readonly budget: Budget;
}

/** The checks that have something to ask of the tensor, and where they look. */
function questions(
  one: AtRest,
  checks: readonly Check[],
  share: number,
): readonly { readonly check: Check; readonly view: View }[] {
  const count = Math.max(FEWEST_PARTS, fewestStages(share));
  const whole = viewOf([one], share);
  const parts = canBeCut(one, count) ? viewOf(partsOf(one, count), share) : undefined;
  return checks.flatMap((check) => {
    if (!check.applies(whole.prospect)) return [];
    const view = check.tail(whole.prospect) === "approximate" ? parts : whole;
    return view !== undefined && check.applies(view.prospect) ? [{ check, view }] : [];
  });
}

/** p-values that judging this tensor may ask for. */
export function testsAtRest(one: AtRest, checks: readonly Check[], share: number): number {
  return questions(one, checks, share).filter(({ check, view }) => check.tail(view.prospect) !== "invariant").length;
}

/** `share` is the probability with which each p-value may fail a right tensor. */
export function judgeAtRest(one: AtRest, checks: readonly Check[], share: number): readonly Finding[] {
  return questions(one, checks, share).map(({ check, view: { prospect, stages, budget } }) =>
    askNow({ check, prospect, budget, growth: stages.map(() => 1) }, stages),
  );
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
