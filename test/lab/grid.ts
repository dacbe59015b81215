/** Every check on right samples of every kind of contract, number format and shape: how often it rejects. */
import picomatch from "picomatch";
import type { Check } from "../../harness/check/check.js";
import { checks } from "../../harness/check/index.js";
import { sampleOf } from "../../harness/check/sample.js";
import type { Expectation } from "../../harness/contract/expectation.js";
import { initializerNamed } from "../../harness/contract/index.js";
import { expectationOf } from "../../harness/contract/initializer.js";
import { formatShape } from "../../harness/contract/layout.js";
import { withNeighbours } from "../../harness/gate/judge.js";
import { randomCount, tensorsFor } from "../../harness/gate/plan.js";
import { surroundings } from "../../harness/program/surroundings.js";
import { openStream, wordAt } from "../../harness/random/index.js";
import { type Dtype, dtypes } from "../../harness/weights/dtype.js";
import { tensorsOf } from "../right/byLaw.js";
import type { Sources } from "../right/contracts.js";
import { aes, boxMuller, from53Bits, fromBits, inverse, mersenneTwister, polar, xoshiro128 } from "../right/index.js";

/** One square of the grid. */
export interface GridCell {
  readonly name: string;
  readonly family: string;
  readonly dtype: Dtype;
  readonly shape: readonly number[];
  readonly layout: string;
  readonly groups: number;
}

const SHAPES: readonly (readonly [shape: readonly number[], layout: string, groups?: number])[] = [
  [[1, 1], "io"],
  [[2, 2], "io"],
  [[2, 3], "io"],
  [[3, 3], "io"],
  [[3, 5], "io"],
  [[1000, 1], "io"],
  [[1, 4096], "io"],
  [[3, 3, 4, 5], "hwio"],
  [[7, 11, 13, 17], "hwio"],
  [[4, 3, 5], "gio"],
  [[12, 5], "(go)i", 4],
];

interface GridFamily {
  /** Contracts beside those of the catalogue. */
  readonly own?: readonly string[];
  readonly isOf: (expected: Expectation) => boolean;
  /** Entries a sample, and samples a cell: as many as its checks ask for. */
  readonly entries: number;
  readonly samples: number;
}

const isDrawn = (family: string) => (expected: Expectation) =>
  expected.joint === "independent" && expected.law.family === family;

const FAMILIES: Readonly<Record<string, GridFamily>> = {
  normal: { isOf: isDrawn("normal"), entries: 10_000, samples: 2000 },
  uniform: { isOf: isDrawn("uniform"), entries: 10_000, samples: 2000 },
  truncated_normal: { isOf: isDrawn("truncated_normal"), entries: 10_000, samples: 2000 },
  "far normal": {
    own: [
      "random_normal(mean=100, stddev=0.01)",
      "random_normal(mean=1, stddev=0.05)",
      "random_normal(mean=-1, stddev=0.001)",
    ],
    isOf: () => false,
    entries: 10_000,
    samples: 2000,
  },
  "far uniform": {
    own: ["random_uniform(minval=99.9, maxval=100.2)", "random_uniform(minval=10.3, maxval=13.7)"],
    isOf: () => false,
    entries: 10_000,
    samples: 2000,
  },
  orthogonal: {
    own: ["orthogonal(gain=1.4142135623730951)"],
    isOf: ({ joint }) => joint === "orthogonal",
    entries: 400,
    samples: 10_000,
  },
  sparse: { isOf: ({ joint }) => joint === "sparse", entries: 10_000, samples: 2000 },
  exact: { isOf: ({ joint }) => joint === "exact", entries: 1, samples: 2000 },
};

export const cells: readonly GridCell[] = Object.keys(FAMILIES).flatMap((family) =>
  dtypes.flatMap((dtype) =>
    SHAPES.map(([shape, layout, groups = 1]): GridCell => {
      const name = `${family}, ${dtype}, ${layout} ${formatShape(shape)}`;
      return { name, family, dtype, shape, layout, groups };
    }).filter((cell) => contractsOf(cell).length > 0),
  ),
);

/** What the family's contracts of the catalogue say of the shape; a sample is drawn of one after the other. */
function contractsOf({ family, shape, layout, groups }: Omit<GridCell, "name" | "dtype">): readonly Expectation[] {
  const { own = [], isOf } = FAMILIES[family]!;
  const named = own.map((name) => initializerNamed(surroundings.contracts, name));
  const expected = [...named, ...surroundings.catalogue].flatMap((one): Expectation[] => {
    try {
      return [expectationOf(one, { shape, layout, groups })];
    } catch {
      return [];
    }
  });
  return expected.filter(
    (one, k) => (k < named.length || isOf(one)) && (one.joint === "exact" || randomCount(one) > 0),
  );
}

/** Beyond this many entries a rotation is drawn as often as other tensors. */
const LARGE = 1000;

export function samplesOf({ family, shape }: GridCell): number {
  const size = shape.reduce((product, d) => product * d, 1);
  const { samples } = FAMILIES[family]!;
  return size < LARGE ? samples : Math.min(samples, 2000);
}

/** Samples `first` to `first + count - 1` of a cell. */
export interface GridJob {
  readonly kind: "grid";
  readonly cell: string;
  readonly first: number;
  readonly count: number;
  /** Entries a sample; absent: what the family says. */
  readonly entries?: number;
  /** Names of the checks that are looked at, as a glob; absent: all. */
  readonly checks?: string;
}

export interface Tally {
  readonly check: string;
  readonly tail: string;
  readonly samples: number;
  /** Entries asked for in a sample. */
  readonly entries: number;
  /** Rejections at each of the levels. */
  readonly rejected: readonly number[];
  /** The smallest p-value, and the sample that had it. */
  readonly least: number;
  readonly leastOf: number;
}

/** The last one no right sample of any cell should reach. */
export const GRID_LEVELS = [0.05, 0.01, 0.001, 1e-4, 1e-6, 1e-9] as const;

/** Generators and ways to a normal that share nothing with the reference, one after the other. */
const ROUTES = [
  { words: xoshiro128, bits: from53Bits, normal: boxMuller },
  { words: mersenneTwister, bits: from53Bits, normal: polar },
  { words: aes, bits: fromBits(32), normal: inverse },
];

/** Cells have samples of their own, so that what is counted in several of them adds up. */
function sourcesOf(cell: string, sample: number): Sources {
  const { words, bits, normal } = ROUTES[sample % ROUTES.length]!;
  const uniform = bits(words(wordAt(openStream(sample, `samples of ${cell}`), 0)));
  return { uniform, normal: normal(uniform) };
}

export function gridOfChecks(job: GridJob): readonly Tally[] {
  const cell = cells.find(({ name }) => name === job.cell)!;
  const contracts = contractsOf(cell);
  const entries = job.entries ?? FAMILIES[cell.family]!.entries;
  const own = checks.filter(({ name }) => picomatch.isMatch(name, job.checks ?? "*"));
  const tallies = new Map<string, Tally>();
  for (let seed = job.first; seed < job.first + job.count; seed++) {
    for (const { check, tail, pValue } of pValuesOf(cell, contracts[seed % contracts.length]!, seed, entries, own)) {
      const key = `${check} ${tail}`;
      const rejected = GRID_LEVELS.map((level) => (pValue > level ? 0 : 1));
      const seen = { check, tail, samples: 1, entries, rejected, least: pValue, leastOf: seed };
      const known = tallies.get(key);
      tallies.set(key, known === undefined ? seen : together(known, seen));
    }
  }
  return [...tallies.values()];
}

/** Two tallies of one check. */
export function together(a: Tally, b: Tally): Tally {
  const { least, leastOf } = b.least >= a.least ? a : b;
  const rejected = a.rejected.map((count, k) => count + b.rejected[k]!);
  return { ...a, samples: a.samples + b.samples, rejected, least, leastOf };
}

interface GridAnswer {
  readonly check: string;
  readonly tail: string;
  readonly pValue: number;
}

/** One sample as the gate draws its first stage: tensors, the first once more, seed 0 twice, and near seeds. */
function pValuesOf(
  { name, dtype }: GridCell,
  expected: Expectation,
  seed: number,
  entries: number,
  own: readonly Check[],
): readonly GridAnswer[] {
  const count = tensorsFor(expected, entries);
  const from = sourcesOf(name, seed);
  const tensors = tensorsOf(expected, count, dtype, from);
  const [zero, ...neighbours] = tensorsOf(expected, 1 + 2 * withNeighbours(expected, 1), dtype, from);
  const prospect = { expected, dtype, n: count * randomCount(expected), tensors: count, reseeded: true };
  const sample = sampleOf({ expected, dtype, tensors, again: tensors[0]!, atZero: [zero!, zero!], neighbours });
  return own
    .filter((check) => check.applies(prospect))
    .map((check) => ({ check: check.name, tail: check.tail(prospect), pValue: check.run(sample).pValue }));
}
