/**
 * The false-alarm budget of a whole run, spent by the union bound: no independence between checks is assumed.
 *
 * `alpha` is divided equally among the run's tests (p-values). Of a test's share, 99% go to escalation: it fails only if
 * three independent stages all reject, at levels whose product is the share, in the proportion 3 : 5 : 5 of its
 * logarithm (1e-3, 1e-5, 1e-5 for a share of 1e-13). 1% goes to failing at once at
 * one of the stages, which exact tails only may do. The proof
 * is in docs/method.md.
 */
export interface Budget {
  /** The probability that a run over a correct subject fails. */
  readonly alpha: number;
  readonly tests: number;
  /** Levels of the stages: three, or one where nothing more can be drawn. */
  readonly stages: readonly number[];
  /** Level at which an exact tail fails without confirmation. */
  readonly atOnce: number;
}

/** How many times the first stage's entries each stage draws. */
export const GROWTH = [1, 4, 16] as const;
const STAGED = 0.99;
const WEIGHTS = [3, 5, 5] as const;

export function budgetOf(alpha: number, tests: number): Budget {
  if (!(alpha > 0 && alpha < 1)) throw new RangeError(`alpha: must be between 0 and 1, got ${alpha}`);
  const share = alpha / Math.max(1, tests);
  const total = WEIGHTS[0] + WEIGHTS[1] + WEIGHTS[2];
  const level = (weight: number): number => (STAGED * share) ** (weight / total);
  return {
    alpha,
    tests,
    stages: [level(WEIGHTS[0]), level(WEIGHTS[1]), level(WEIGHTS[2])],
    atOnce: ((1 - STAGED) * share) / GROWTH.length,
  };
}

/** The same share for tests that see one sample only: they must be exact that far out. */
export function singleShot(alpha: number, tests: number): Budget {
  const share = alpha / Math.max(1, tests);
  return { alpha, tests, stages: [share], atOnce: share };
}
