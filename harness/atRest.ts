/**
 * Judges a tensor that cannot be drawn again. Its entries are split into disjoint parts of 1/21, 4/21 and 16/21, which take
 * the places of the three stages; a small tensor is one sample, on which only exact tails may speak.
 */
import { askNow } from "./ask.js";
import { type Budget, GROWTH, singleShot } from "./budget.js";
import type { Check, Prospect } from "./check/check.js";
import type { Expectation } from "./expectation.js";
import type { Dtype } from "./format/dtype.js";
import { randomCount } from "./plan.js";
import type { Finding } from "./record/index.js";
import { type Entries, type Sample, sampleOf } from "./sample.js";

/** Below this the smallest part would be too small for any approximate tail. */
const FEWEST_TO_SPLIT = 2000;

export interface AtRest {
  readonly expected: Expectation;
  readonly dtype: Dtype;
  readonly entries: Entries;
}

/** How one tensor is looked at: whole, for invariants, and in parts, for p-values. */
interface View {
  readonly prospect: Prospect;
  readonly stages: readonly Sample[];
}

/** The checks that have something to ask of the tensor, and where they look. */
function questions(one: AtRest, checks: readonly Check[]): readonly { readonly check: Check; readonly view: View }[] {
  const whole = viewOf([one]);
  const split = splits(one) ? viewOf(partsOf(one)) : whole;
  return checks.flatMap((check) => {
    const invariant = check.applies(whole.prospect) && check.tail(whole.prospect) === "invariant";
    const view = invariant ? whole : split;
    if (!check.applies(view.prospect) || (check.tail(view.prospect) === "invariant") !== invariant) return [];
    if (!splits(one) && check.tail(view.prospect) === "approximate") return [];
    return [{ check, view }];
  });
}

/** p-values that judging this tensor may ask for. */
export function testsAtRest(one: AtRest, checks: readonly Check[]): number {
  return questions(one, checks).filter(({ check, view }) => check.tail(view.prospect) !== "invariant").length;
}

export function judgeAtRest(one: AtRest, checks: readonly Check[], budget: Budget): readonly Finding[] {
  const held = splits(one) ? budget : singleShot(budget.alpha, budget.tests);
  return questions(one, checks).map(({ check, view: { prospect, stages } }) =>
    // An invariant is settled by its first look; a p-value has a part for every level.
    askNow({ check, prospect, budget: held }, stages),
  );
}

const splits = ({ expected }: AtRest): boolean =>
  expected.joint === "independent" && expected.fixed === undefined && expected.shape.size >= FEWEST_TO_SPLIT;

function viewOf(parts: readonly AtRest[]): View {
  const { expected, dtype } = parts[0]!;
  return {
    prospect: { expected, dtype, n: randomCount(expected), tensors: 1, reseeded: false },
    stages: parts.map((part) => sampleOf({ ...part, tensors: [part.entries], reseeded: false })),
  };
}

/** Along the first axis if it is long enough to keep rows whole, else as runs of entries. */
function partsOf({ expected, dtype, entries }: AtRest): readonly AtRest[] {
  const whole = GROWTH.reduce((sum, growth) => sum + growth, 0);
  const { dims, size } = expected.shape;
  const byRows = dims[0]! >= whole && dims.length > 1;
  const units = byRows ? dims[0]! : size;
  const each = size / units;
  let from = 0;
  return GROWTH.map((growth, k) => {
    const to = k === GROWTH.length - 1 ? units : from + Math.floor((units * growth) / whole);
    const part = entries.slice(from * each, to * each);
    const shape = { ...expected.shape, dims: byRows ? [to - from, ...dims.slice(1)] : [to - from], size: part.length };
    from = to;
    return { expected: { ...expected, shape }, dtype, entries: part };
  });
}
