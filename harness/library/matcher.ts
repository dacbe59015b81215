/** The matcher of `expect(weights).toFollowInitializer(...)`, for Vitest's and Jest's `expect.extend`. */
import { judgeAtRest, testsAtRest } from "../audit/judgeAtRest.js";
import { checks } from "../check/index.js";
import { sampleOf } from "../check/sample.js";
import { expectationOf, type Initializer, type WeightSpec } from "../contract/initializer.js";
import { diagnose } from "../gate/diagnose/index.js";
import type { Finding } from "../record/index.js";
import { fourDigits, pValueText } from "../record/numberText.js";
import type { Dtype } from "../weights/dtype.js";
import { entriesFrom } from "../weights/entriesFrom.js";

export interface MatcherOptions extends WeightSpec {
  readonly dtype?: Dtype;
  /** The probability that a right weight fails this one assertion. */
  readonly alpha?: number;
}

export interface MatcherResult {
  readonly pass: boolean;
  message(): string;
}

/** Failed checks in a message: one mistake makes many of them fail. */
const MOST_CHECKS = 4;

const lineOf = ({ check, expected, observed, pValue }: Finding): string =>
  `  ${check}: expected ${fourDigits(expected)}, observed ${fourDigits(observed)}${pValue === null ? "" : `, p ${pValueText(pValue)}`}`;

/**
 * Whether the entries, in C order, follow the initializer's contract for a weight of this shape. What cannot be judged (too
 * few entries, a wrong count, NaN) does not pass.
 *
 * `received` is an array, nested array or typed array of numbers, or a tensor with `dataSync()` or a `data` that is one.
 */
export function toFollowInitializer(
  received: unknown,
  initializer: Initializer,
  options: MatcherOptions,
): MatcherResult {
  const { alpha = 1e-9 } = options;
  if (!(alpha > 0 && alpha < 1))
    throw new RangeError(`toFollowInitializer: alpha must be between 0 and 1, got ${alpha}`);
  const expected = expectationOf(initializer, options);
  const { dims, layout, size } = expected.shape;
  const what = `${initializer.name} of ${dims.join("x")} ${layout}`;
  const entries = entriesFrom(received, options.dtype ?? "float32");
  if (entries === undefined || entries.length !== size) {
    const got = entries === undefined ? typeof received : `${entries.length} entries`;
    return { pass: false, message: () => `${what}: must be ${size} numbers, got ${got}` };
  }
  const one = { expected, dtype: options.dtype ?? "float32", entries };
  // The fewest parts leave the most entries in each, so that the most checks apply.
  const tests = testsAtRest(one, checks, alpha);
  const findings = judgeAtRest(one, checks, alpha / Math.max(1, tests));
  const bad = findings.filter(({ verdict }) => verdict !== "pass");
  if (bad.length === 0 && (tests > 0 || expected.joint === "exact" || expected.joint === "orthogonal")) {
    return { pass: true, message: () => `${what}: must not be followed, but no check finds a fault` };
  }
  const failed = bad.map(({ check }) => check);
  const message = (): string => {
    if (bad.length === 0) return `${what}: must have enough entries for a check, got ${size}`;
    const { mistake, evidence } = diagnose({
      expected,
      samples: [sampleOf({ ...one, tensors: [entries], reseeded: false })],
      failed,
    });
    const strongest = bad.toSorted((a, b) => (a.pValue ?? 0) - (b.pValue ?? 0));
    const lines = strongest.slice(0, MOST_CHECKS).map(lineOf);
    const more = bad.length > MOST_CHECKS ? [`  and ${bad.length - MOST_CHECKS} more checks`] : [];
    return [`${what}: ${mistake}: ${evidence}`, ...lines, ...more].join("\n");
  };
  return { pass: false, message };
}
