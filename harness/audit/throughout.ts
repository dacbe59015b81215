/** The invariants of a large tensor, asked of every entry as it streams past: p-values are computed from an excerpt only. */
import type { Check } from "../check/check.js";
import { checks } from "../check/index.js";
import { decide } from "../decide.js";
import type { Expectation } from "../expectation.js";
import type { Weights } from "../format/weights.js";
import { sampleOf } from "../sample.js";
import { fromStored, type Readable } from "./excerpt.js";

/** Questions about entries one by one, which a piece answers as well as the whole. */
const PIECEWISE = ["finite", "support", "exact"];

/** Invariants have no false alarms to pay for. */
const NO_ALARMS = { alpha: 0, tests: 0, stages: [0], atOnce: 0 } as const;

/** The names of those that fail anywhere. */
export async function failedThroughout(
  weights: Weights,
  { name, dtype, shape, fortran }: Readable,
  expected: Expectation,
): Promise<readonly string[]> {
  const { fixed } = expected;
  const placeOf = fortran ? (at: number) => fromStored(at, shape) : (at: number) => at;
  const failed = new Set<string>();
  let start = 0;
  for await (const piece of weights.pieces(name)) {
    const offset = start;
    const part: Expectation = {
      ...expected,
      shape: { ...expected.shape, dims: [piece.length], size: piece.length },
      ...(fixed === undefined ? {} : { fixed: (k: number) => fixed(placeOf(offset + k)) }),
    };
    const sample = sampleOf({ expected: part, dtype, tensors: [piece], reseeded: false });
    for (const check of askable(part, dtype)) {
      if (decide(check.run(sample).pValue, "invariant", 0, NO_ALARMS) !== "pass") failed.add(check.name);
    }
    start += piece.length;
  }
  return checks.map(({ name: check }) => check).filter((check) => failed.has(check));
}

const askable = (expected: Expectation, dtype: Readable["dtype"]): readonly Check[] =>
  checks.filter(
    (check) =>
      PIECEWISE.includes(check.name) &&
      check.applies({ expected, dtype, n: expected.shape.size, tensors: 1, reseeded: false }),
  );
