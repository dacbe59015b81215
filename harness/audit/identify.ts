/** Which contract a tensor follows best, by likelihood: what an audit says of weights that claim nothing. */
import { blocksOf } from "../blocks.js";
import type { Expectation } from "../expectation.js";
import { roundTo } from "../format/dtype.js";
import type { Initializer } from "../initializer.js";
import { randomEntries } from "../sample.js";
import type { AtRest } from "./atRest.js";
import type { Excerpt } from "./excerpt.js";
import { mayBePart, shows, within } from "./within.js";

export interface Candidate {
  readonly initializer: Initializer;
  readonly expected: Expectation;
  /** Nats: log-likelihood of the entries; infinite for a contract that fixes every entry and is met. */
  readonly score: number;
}

/** Contracts that the entries cannot tell apart, in the order of the catalogue: the plainest is first. */
export interface Reading {
  readonly best: Candidate;
  readonly sameLaw: readonly Candidate[];
}

/** Entries that the likelihood looks at: more change no ranking. */
const ENOUGH = 100_000;
/** The share of entries that may be anything, so that one outlier does not rule a law out. */
const SLACK = 1e-9;
/** An orthogonal matrix is told by one Gram entry far off; this is coarser than any dtype's rounding. */
const NEARLY = 0.05;
/** Nats: the same law written in two ways differs by less, two laws by more. */
const EQUAL = 1e-3;
/** Nats, and the relative difference of variances, below which two contracts of one form are not told apart. */
const CLOSE = 7;
const CLOSE_VARIANCE = 1e-3;

/** The contracts that the tensor may follow, best first; `expect` speaks of all of it, though entries be an excerpt. */
export function identify(
  contracts: readonly Initializer[],
  expect: (initializer: Initializer) => Expectation,
  weight: Omit<AtRest, "expected">,
  excerpt?: Excerpt,
): readonly Reading[] {
  const candidates = contracts.flatMap((initializer) => {
    try {
      const expected = expect(initializer);
      return [{ initializer, expected, score: scoreIn(expected, weight, excerpt) }];
    } catch {
      return []; // not defined on this shape
    }
  });
  return grouped(candidates.filter(({ score }) => score > Number.NEGATIVE_INFINITY));
}

function grouped(candidates: readonly Candidate[]): readonly Reading[] {
  const readings: { best: Candidate; sameLaw: Candidate[] }[] = [];
  for (const one of candidates) {
    const same = readings.find(({ best }) => alike(best, one));
    if (same === undefined) readings.push({ best: one, sameLaw: [] });
    else same.sameLaw.push(one);
  }
  return readings.sort((a, b) => Number(b.best.score > a.best.score) - Number(a.best.score > b.best.score));
}

function alike(a: Candidate, b: Candidate): boolean {
  const nats = a.score === b.score ? 0 : Math.abs(a.score - b.score);
  if (a.expected.joint !== b.expected.joint) return false;
  const [one, other] = [a.expected.law, b.expected.law];
  const near = one.family === other.family && Math.abs(one.variance / other.variance - 1) < CLOSE_VARIANCE;
  return nats < (near ? CLOSE : EQUAL);
}

function scoreIn(whole: Expectation, weight: Omit<AtRest, "expected">, excerpt?: Excerpt): number {
  const one = { ...weight, expected: excerpt === undefined ? whole : within(whole, excerpt) };
  if (excerpt === undefined || shows(whole, excerpt) || whole.joint !== "orthogonal") return scoreOf(one);
  // Entries one by one are all that there is to go by.
  return mayBePart(whole, excerpt) ? logLikelihood(one) : Number.NEGATIVE_INFINITY;
}

function scoreOf(one: AtRest): number {
  const { joint } = one.expected;
  if (one.entries.length === 0) return joint === "exact" ? Number.POSITIVE_INFINITY : Number.NaN;
  if (!meetsFixed(one)) return Number.NEGATIVE_INFINITY;
  if (joint === "exact") return Number.POSITIVE_INFINITY;
  if (joint === "orthogonal") return nearlyOrthogonal(one) ? Number.MAX_VALUE : Number.NEGATIVE_INFINITY;
  // Exactly so many zeros in every column are no chance: no density says as much.
  if (joint === "sparse")
    return one.expected.zerosPerColumn! > 0 && zerosFit(one) ? Number.MAX_VALUE : Number.NEGATIVE_INFINITY;
  return logLikelihood(one);
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
    const dot = (a: number, b: number): number => {
      let sum = 0;
      for (let l = 0; l < long; l++) sum += entry(l, a) * entry(l, b);
      return sum;
    };
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

function logLikelihood({ expected, entries }: AtRest): number {
  const values = randomEntries(expected, [entries]).subarray(0, ENOUGH);
  if (values.length === 0) return Number.NaN;
  let sum = 0;
  for (const x of values) {
    // A density of its own for what may be anything: the whole remains a density, so that ratios mean what they say.
    const anything = 1 / (2 * (1 + Math.abs(x)) ** 2);
    sum += Math.log((1 - SLACK) * expected.law.density(x) + SLACK * anything);
  }
  return sum;
}
