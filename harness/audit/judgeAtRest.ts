/**
 * Judges a tensor that cannot be drawn again, with the share s of alpha that each p-value has. Exact tails are asked of the
 * whole tensor, at the level s. Approximate tails are asked of three disjoint parts, each at the level s^(1/3), and fail if
 * all three reject; a tensor too small to be cut is judged by exact tails only.
 */
import { askNow } from "../ask.js";
import type { Budget } from "../budget.js";
import type { Check, Prospect } from "../check/check.js";
import { randomCount } from "../plan.js";
import type { Finding } from "../record/index.js";
import { type Sample, sampleOf } from "../sample.js";
import type { AtRest } from "./atRest.js";
import { PARTS, partsOf } from "./parts.js";

/** Below this a part would be too small for any approximate tail. */
const FEWEST_TO_CUT = 2000;

/** How one tensor is looked at: whole, or in parts. */
interface View {
  readonly prospect: Prospect;
  readonly stages: readonly Sample[];
  readonly budget: (share: number) => Budget;
}

/** The checks that have something to ask of the tensor, and where they look. */
function questions(one: AtRest, checks: readonly Check[]): readonly { readonly check: Check; readonly view: View }[] {
  const whole = viewOf([one], (share) => levels(share, [share]));
  const parts = isCut(one)
    ? viewOf(partsOf(one), (share) => levels(share, Array(PARTS).fill(share ** (1 / PARTS))))
    : undefined;
  return checks.flatMap((check) => {
    if (!check.applies(whole.prospect)) return [];
    const view = check.tail(whole.prospect) === "approximate" ? parts : whole;
    return view !== undefined && check.applies(view.prospect) ? [{ check, view }] : [];
  });
}

const levels = (share: number, stages: readonly number[]): Budget => ({ alpha: share, tests: 1, stages, atOnce: 0 });

/** p-values that judging this tensor may ask for. */
export function testsAtRest(one: AtRest, checks: readonly Check[]): number {
  return questions(one, checks).filter(({ check, view }) => check.tail(view.prospect) !== "invariant").length;
}

/** `share` is the probability with which each p-value may fail a right tensor. */
export function judgeAtRest(one: AtRest, checks: readonly Check[], share: number): readonly Finding[] {
  return questions(one, checks).map(({ check, view: { prospect, stages, budget } }) =>
    askNow({ check, prospect, budget: budget(share) }, stages),
  );
}

const isCut = ({ expected }: AtRest): boolean =>
  expected.joint === "independent" && expected.fixed === undefined && expected.shape.size >= FEWEST_TO_CUT;

function viewOf(parts: readonly AtRest[], budget: View["budget"]): View {
  const { expected, dtype } = parts[0]!;
  return {
    prospect: { expected, dtype, n: randomCount(expected), tensors: 1, reseeded: false },
    stages: parts.map((part) => sampleOf({ ...part, tensors: [part.entries], reseeded: false })),
    budget,
  };
}
