/** Which contract a tensor follows best, by likelihood: what an audit says of weights that claim nothing. */

import type { AtRest } from "./atRest.js";
import { blocksOf } from "./blocks.js";
import type { Expectation } from "./expectation.js";
import { roundTo } from "./format/dtype.js";
import { expectationOf, type Initializer, type WeightSpec } from "./initializer.js";
import { standardDeviation } from "./law/index.js";
import { randomEntries } from "./sample.js";

export interface Candidate {
  readonly initializer: Initializer;
  readonly expected: Expectation;
  /** Mean log-density of an entry; infinite for a contract that fixes every entry and is met. */
  readonly score: number;
}

/** Entries that the likelihood looks at: more change no ranking. */
const ENOUGH = 100_000;
/** The share of entries that may be anything, so that one outlier does not rule a law out. */
const SLACK = 1e-9;
/** An orthogonal matrix is told by one Gram entry far off; this is coarser than any dtype's rounding. */
const NEARLY = 0.05;

/** Contracts that are defined on this shape, best first; of equal ones the first listed. */
export function identify(
  contracts: readonly Initializer[],
  spec: WeightSpec,
  { dtype, entries }: Omit<AtRest, "expected">,
): readonly Candidate[] {
  const candidates = contracts.flatMap((initializer) => {
    try {
      const expected = expectationOf(initializer, spec);
      return [{ initializer, expected, score: scoreOf({ expected, dtype, entries }) }];
    } catch {
      return []; // not defined on this shape
    }
  });
  return candidates
    .filter(({ score }) => !Number.isNaN(score))
    .sort((a, b) => Number(b.score > a.score) - Number(a.score > b.score));
}

function scoreOf(one: AtRest): number {
  const { joint } = one.expected;
  if (joint === "exact") return meetsFixed(one) ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
  if (!meetsFixed(one)) return Number.NEGATIVE_INFINITY;
  if (joint === "orthogonal") return nearlyOrthogonal(one) ? Number.MAX_VALUE : Number.NEGATIVE_INFINITY;
  // Exactly so many zeros in every column are no chance: no density says as much.
  if (joint === "sparse")
    return one.expected.zerosPerColumn! > 0 && zerosFit(one) ? Number.MAX_VALUE : Number.NEGATIVE_INFINITY;
  return meanLogDensity(one);
}

function meetsFixed({ expected: { fixed }, dtype, entries }: AtRest): boolean {
  if (fixed === undefined) return true;
  return entries.every((x, index) => {
    const value = fixed(index);
    return value === undefined || x === roundTo(dtype, value);
  });
}

/** The first columns of the short side are orthonormal, roughly; `orthogonality` holds them to the dtype. */
function nearlyOrthogonal({ expected, entries }: AtRest): boolean {
  const { gain, matrices } = expected.orthogonal!;
  return matrices.every(({ rows, columns, at }) => {
    const upright = rows >= columns;
    const [long, short] = upright ? [rows, columns] : [columns, rows];
    const entry = (l: number, s: number): number => entries[upright ? at(l, s) : at(s, l)]! / gain;
    const dot = (a: number, b: number): number =>
      Array.from({ length: long }, (_, l) => entry(l, a) * entry(l, b)).reduce((sum, x) => sum + x, 0);
    const looked = Math.min(short, 8);
    return (
      long > 1 &&
      Array.from({ length: looked }, (_, k) => k).every(
        (k) => Math.abs(dot(k, k) - 1) < NEARLY && Math.abs(dot(k, (k + 1) % looked) - (looked === 1 ? 1 : 0)) < NEARLY,
      )
    );
  });
}

function zerosFit({ expected, entries }: AtRest): boolean {
  return blocksOf(expected.shape).every(({ rows, columns, at }) =>
    Array.from({ length: columns }, (_, column) => column).every((column) => {
      let zeros = 0;
      for (let row = 0; row < rows; row++) if (entries[at(row, column)] === 0) zeros++;
      return zeros === expected.zerosPerColumn;
    }),
  );
}

function meanLogDensity({ expected, entries }: AtRest): number {
  const values = randomEntries(expected, [entries]).subarray(0, ENOUGH);
  if (values.length === 0) return Number.NaN;
  const widest = values.reduce((most, x) => Math.max(most, Math.abs(x)), standardDeviation(expected.law));
  let sum = 0;
  for (const x of values) sum += Math.log((1 - SLACK) * expected.law.density(x) + SLACK / (2 * widest));
  return sum / values.length;
}
