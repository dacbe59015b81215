/**
 * The false-alarm budget of a whole run, spent by the union bound: no independence between checks is assumed.
 *
 * `alpha` is divided equally among the run's tests (p-values). Of a test's share, 99% is for escalation: the test fails
 * only if independent stages all reject, at levels whose product is 99% of the share (1e-3, 1e-5, 1e-5 for a share of
 * 1e-13). There are three stages, or more if the levels of three were beyond the accuracy of an approximate tail. The
 * other 1% is for failing at once at one of the stages, which only exact tails may do. The proof is in docs/method.md.
 */
import { power } from "../numeric/power.js";
export interface Budget {
  /** The probability that a run over a correct subject fails. */
  readonly alpha: number;
  readonly tests: number;
  /** Levels of the stages: three or more, or one if nothing more can be drawn. */
  readonly stages: readonly number[];
  /** Level at which an exact tail fails without confirmation. */
  readonly atOnce: number;
}

/** Entries of a stage relative to the first: 1, 4, and 16 from the third on. */
export const growthOf = (stage: number): number => power(4, Math.min(stage, 2));

/** The lowest level for an approximate tail: limit laws and matched cumulants are accurate to about 1e-5. */
export const DEEPEST = 5e-6;
/** The first stage takes 3/13 of the logarithm, and its level is at least 1e-3: every check runs it. */
const FIRST = 1e-3;
const FIRST_PART = 3 / 13;
const LATER_STAGES = 2;
const STAGED = 0.99;
/** The smallest share of alpha for a p-value: far above the underflow of floating point. */
const LEAST_SHARE = 1e-290;

/** `deepest` is the lowest level at which every tail is accurate. */
export function budgetOf(alpha: number, tests: number, deepest: number = DEEPEST): Budget {
  if (!(alpha > 0 && alpha < 1)) throw new RangeError(`alpha: must be between 0 and 1, got ${alpha}`);
  const share = alpha / Math.max(1, tests);
  if (share < LEAST_SHARE) throw new RangeError(`alpha: must be ${LEAST_SHARE} or more a p-value, got ${share}`);
  const stages = levelsOf(STAGED * share, deepest);
  return { alpha, tests, stages, atOnce: ((1 - STAGED) * share) / stages.length };
}

/** Levels of the stages with this product. */
function levelsOf(product: number, deepest: number): readonly number[] {
  const first = Math.max(FIRST, power(product, FIRST_PART));
  const rest = product / first;
  const later = Math.max(LATER_STAGES, fewestStages(rest, deepest));
  return [first, ...Array<number>(later).fill(power(rest, 1 / later))];
}

/** The fewest stages of equal level with this product whose level is not below `deepest`. */
export const fewestStages = (product: number, deepest: number = DEEPEST): number =>
  Math.ceil(Math.log(product) / Math.log(deepest));
