/** The invariants of a large tensor, tested on every entry as it streams past; p-values are computed from an excerpt only. */
import type { Check } from "../check/check.js";
import { checks } from "../check/index.js";
import { type Entries, sampleOf } from "../check/sample.js";
import type { Expectation } from "../contract/expectation.js";
import { decide } from "../gate/decide.js";
import type { Weights } from "../weights/weights.js";
import { type Extremes, fromStored, type Readable } from "./excerpt.js";

/** Checks of single entries: the tensor fails one of them exactly if some piece of it does. */
const PIECEWISE = ["finite", "support", "exact"];

/** Invariants have no false alarms, so they need no alpha. */
const NO_ALARMS = { alpha: 0, tests: 0, stages: [0], atOnce: 0 } as const;

/** The names of the invariants that fail anywhere. */
export async function failedThroughout(
  weights: Weights,
  { name, dtype, shape, fortran }: Readable,
  expected: Expectation,
  extremes?: Extremes,
): Promise<readonly string[]> {
  const { fixed } = expected;
  // If no entry has a fixed value, the extremes decide for all entries: the pass that took the excerpt has recorded them.
  if (fixed === undefined && extremes !== undefined) return namesOf(failedBy(endsOf(extremes, dtype), expected, dtype));
  const placeOf = fortran ? (at: number) => fromStored(at, shape) : (at: number) => at;
  const failed = new Set<string>();
  let start = 0;
  for await (const piece of weights.pieces(name)) {
    const offset = start;
    const part: Expectation = {
      ...expected,
      ...(fixed === undefined ? {} : { fixed: (k: number) => fixed(placeOf(offset + k)) }),
    };
    for (const check of failedBy(piece, part, dtype)) failed.add(check);
    start += piece.length;
  }
  return namesOf(failed);
}

/** In the order of the battery. */
const namesOf = (failed: ReadonlySet<string>): readonly string[] =>
  checks.map(({ name }) => name).filter((name) => failed.has(name));

function endsOf({ least, most, allFinite }: Extremes, dtype: Readable["dtype"]): Entries {
  const ends = allFinite ? [least, most] : [least, most, Number.NaN];
  return dtype === "float64" ? Float64Array.from(ends) : Float32Array.from(ends);
}

function failedBy(entries: Entries, expected: Expectation, dtype: Readable["dtype"]): ReadonlySet<string> {
  const part = { ...expected, shape: { ...expected.shape, dims: [entries.length], size: entries.length } };
  const sample = sampleOf({ expected: part, dtype, tensors: [entries], reseeded: false });
  const failed = askable(part, dtype).filter(
    (check) => decide(check.run(sample).pValue, "invariant", 0, NO_ALARMS) !== "pass",
  );
  return new Set(failed.map(({ name }) => name));
}

const askable = (expected: Expectation, dtype: Readable["dtype"]): readonly Check[] =>
  checks.filter(
    (check) =>
      PIECEWISE.includes(check.name) &&
      check.applies({ expected, dtype, n: expected.shape.size, tensors: 1, reseeded: false }),
  );
