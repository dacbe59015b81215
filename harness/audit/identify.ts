/** The contracts that a tensor may follow, likeliest first. An audit without claims tests them in this order. */

import { randomEntries } from "../check/sample.js";
import { blocksOf } from "../contract/blocks.js";
import type { Expectation } from "../contract/expectation.js";
import type { Initializer } from "../contract/initializer.js";
import { affine, type Law, standardNormal } from "../contract/law/index.js";
import { type Dtype, gridOf, roundTo } from "../weights/dtype.js";
import type { AtRest } from "./atRest.js";
import type { Candidate, Meaning, Reading } from "./candidate.js";
import type { Excerpt } from "./excerpt.js";
import { canShowDependence, expectationOfExcerpt, mayBePartOfOrthogonal } from "./excerptExpectation.js";
import { fitsOf, UNNAMED } from "./fit.js";
import { refitted } from "./fitStructure.js";
import { logLikelihood, type Summary, summaryOf } from "./summary.js";

export type { Candidate, Meaning, Reading } from "./candidate.js";

/** A Gram entry farther off than this excludes an orthogonal matrix; it is coarser than the rounding of any dtype. */
const NEARLY = 0.05;
/** Number of vectors that are examined: the same for all contracts, whatever their number of matrices. */
const LOOKED = 8;

/** What each contract expects of a shape; contracts that are not defined on it are left out. */
export function meaningsOf(
  contracts: readonly Initializer[],
  expect: (initializer: Initializer) => Expectation,
): readonly Meaning[] {
  const meanings = new Map<string, Meaning & { names: string[] }>();
  for (const initializer of contracts) {
    if (initializer.isOfModel) continue;
    try {
      const expected = expect(initializer);
      const key = keyOf(initializer, expected);
      const same = meanings.get(key);
      const parameters = Object.keys(initializer.parameters ?? {});
      if (same === undefined) meanings.set(key, { names: [initializer.name], parameters, expected });
      else same.names.push(initializer.name);
    } catch {
      // not defined on this shape
    }
  }
  return [...meanings.values()];
}

/**
 * A key that two contracts share if they are the same law: ten digits of its numbers, since the last digits depend on
 * the order of operations.
 */
function keyOf({ name }: Initializer, { joint, law, fixed, zerosPerColumn, orthogonal, shape }: Expectation): string {
  // Whether two tables of fixed values are equal is decided later, on the entries.
  if (joint === "exact") return `exact ${name}`;
  const numbers = [law.mean, law.variance, ...law.support].map((x) => x.toPrecision(10));
  const matrices = orthogonal?.matrices.map(({ rows, columns }) => `${rows} by ${columns}`) ?? [];
  return [joint, law.family, ...numbers, fixed !== undefined, zerosPerColumn, shape.inputs, ...matrices].join();
}

/**
 * The contracts that the tensor may follow, best first. The meanings are for the whole tensor, even if the entries are an
 * excerpt.
 */
export function identify(
  meanings: readonly Meaning[],
  weight: Omit<AtRest, "expected">,
  excerpt?: Excerpt,
): readonly Reading[] {
  const summary = summaryOf(weight.entries, weight.dtype);
  const documented = meanings.flatMap(({ names, expected }): readonly Reading[] => {
    const score = scoreIn(expected, weight, summary, excerpt);
    if (score === undefined) return [];
    const [best, ...sameLaw] = names.map((name): Candidate => ({ name, expected, score }));
    return [{ best: best!, sameLaw }];
  });
  const structured = refitted(meanings, weight).flatMap(({ name, expected }): readonly Reading[] => {
    const score = scoreIn(expected, weight, summary, excerpt);
    const isFit = true as const;
    return score === undefined || score === Number.NEGATIVE_INFINITY
      ? []
      : [{ best: { name, expected, score: score - UNNAMED, isFit }, sameLaw: [] }];
  });
  const known = [...documented, ...structured];
  const [first, ...others] = known.filter(({ best }) => best.score === Number.POSITIVE_INFINITY);
  // Entries that meet several contracts of fixed values do not distinguish them.
  if (first !== undefined) return [{ ...first, sameLaw: [...first.sameLaw, ...others.flatMap(namesOf)] }];
  const shape = meanings[0]?.expected.shape;
  const fits = shape === undefined ? [] : fitsOf(shape, summary);
  const readings = [...known, ...fits.map((best): Reading => ({ best, sameLaw: [] }))];
  const rank = rankOf(documented);
  return readings.sort((a, b) => Number(rank(b) > rank(a)) - Number(rank(a) > rank(b)));
}

/** If two contracts of one form differ by less than this in score (nats) and in relative variance, they count as close. */
const CLOSE = 7;
const CLOSE_VARIANCE = 1e-3;

/** The score to sort by, in nats: among close contracts the plainest comes first, whichever has the larger likelihood. */
function rankOf(documented: readonly Reading[]): (reading: Reading) => number {
  const ranks = new Map<Reading, number>();
  for (const one of documented) {
    const plainer = documented.find((other) => areClose(other.best, one.best))!;
    ranks.set(one, Math.min(ranks.get(plainer) ?? Number.POSITIVE_INFINITY, one.best.score));
    if (plainer !== one) ranks.set(plainer, Math.max(ranks.get(plainer)!, one.best.score));
  }
  return (reading) => ranks.get(reading) ?? reading.best.score;
}

function areClose(one: Candidate, other: Candidate): boolean {
  if (one === other) return true;
  const [a, b] = [one.expected, other.expected];
  const isOneForm = a.joint === b.joint && a.law.family === b.law.family;
  return (
    isOneForm &&
    Math.abs(a.law.variance / b.law.variance - 1) < CLOSE_VARIANCE &&
    Math.abs(one.score - other.score) < CLOSE
  );
}

/** Fits of rare forms, tested if no other reading holds. */
export function rareReadings(
  meanings: readonly Meaning[],
  { entries, dtype }: Omit<AtRest, "expected">,
): readonly Reading[] {
  const shape = meanings[0]?.expected.shape;
  if (shape === undefined) return [];
  return fitsOf(shape, summaryOf(entries, dtype), "rare").map((best) => ({ best, sameLaw: [] }));
}

const namesOf = ({ best, sameLaw }: Reading): readonly Candidate[] => [best, ...sameLaw];

/**
 * The score in nats: infinite if the contract fixes every entry and all match; undefined if an invariant already fails (a wrong
 * fixed entry, or an entry outside the bounds). Minus infinity is not a verdict: such a contract is tested last.
 */
function scoreIn(
  whole: Expectation,
  weight: Omit<AtRest, "expected">,
  summary: Summary,
  excerpt?: Excerpt,
): number | undefined {
  const expected = excerpt === undefined ? whole : expectationOfExcerpt(whole, excerpt);
  const one = { ...weight, expected };
  if (!meetsFixed(one)) return undefined;
  if (expected.joint === "exact") return Number.POSITIVE_INFINITY;
  if (expected.joint === "sparse") return asSparse(one);
  if (expected.joint === "orthogonal") {
    if (excerpt === undefined || canShowDependence(whole, excerpt)) return asOrthogonal(one, summary);
    return mayBePartOfOrthogonal(whole, excerpt) ? logLikelihood(normalOf(expected), summary) : undefined;
  }
  const random = randomSummary(one, summary);
  const score = logLikelihood(expected.law, random) + (summary.n - random.n) * natsOf(one.dtype);
  return score === Number.NEGATIVE_INFINITY ? undefined : score;
}

/** The summary of the entries that are not fixed. */
const randomSummary = ({ expected, dtype, entries }: AtRest, summary: Summary): Summary =>
  expected.fixed === undefined ? summary : summaryOf(randomEntries(expected, [entries]), dtype);

function meetsFixed({ expected: { fixed }, dtype, entries }: AtRest): boolean {
  if (fixed === undefined) return true;
  return entries.every((x, index) => {
    const value = fixed(index);
    return value === undefined || x === roundTo(dtype, value);
  });
}

/** The score in nats of an entry that equals its fixed value, relative to a law with a density. */
const natsOf = (dtype: Dtype): number => gridOf(dtype).precision * Math.LN2;

/** The law of one entry of an orthogonal matrix, as if the entries were independent. */
const normalOf = ({ law }: Expectation): Law => affine(standardNormal, Math.sqrt(law.variance));

/**
 * The entries of an orthogonal matrix have no joint density, but those within w of one do. Each length and each product adds ln(s
 * / w) to the score, where s is its typical size for independent entries of the same variance.
 */
function asOrthogonal(one: AtRest, summary: Summary): number {
  const { expected, dtype, entries } = one;
  const { gain, matrices } = expected.orthogonal!;
  const rounding = 2 ** -gridOf(dtype).precision;
  const random = randomSummary(one, summary);
  let nats = logLikelihood(normalOf(expected), random) + (entries.length - random.n) * natsOf(dtype);
  let left = LOOKED;
  for (const block of matrices) {
    const upright = block.rows >= block.columns;
    const [long, short] = upright ? [block.rows, block.columns] : [block.columns, block.rows];
    const entry = (l: number, s: number): number => entries[upright ? block.at(l, s) : block.at(s, l)]! / gain;
    const looked = Math.min(short, left);
    left -= looked;
    for (let a = 0; a < looked; a++) {
      for (let b = 0; b <= a; b++) {
        let dot = a === b ? -1 : 0;
        for (let l = 0; l < long; l++) dot += entry(l, a) * entry(l, b);
        if (!(Math.abs(dot) < NEARLY)) return Number.NEGATIVE_INFINITY;
        nats += Math.max(0, Math.log(Math.sqrt(1 / long) / Math.max(Math.abs(dot), rounding)));
      }
    }
  }
  return nats;
}

/**
 * If each column has exactly the expected number of zeros, each zero scores as an exact value does against a law with a density.
 */
function asSparse({ expected, dtype, entries }: AtRest): number {
  const { law, shape, zerosPerColumn = 0 } = expected;
  const fit = blocksOf(shape).every(({ rows, columns, at }) =>
    Array.from({ length: columns }, (_, column) => column).every((column) => {
      let zeros = 0;
      for (let row = 0; row < rows; row++) if (entries[at(row, column)] === 0) zeros++;
      return zeros === zerosPerColumn;
    }),
  );
  if (!fit) return Number.NEGATIVE_INFINITY;
  const random = summaryOf(randomEntries(expected, [entries]), dtype);
  const zeros = entries.length - random.n;
  return logLikelihood(law, random) + zeros * natsOf(dtype);
}
