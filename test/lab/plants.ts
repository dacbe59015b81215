/**
 * For every check a known deviation of any size: what `detects` promises is planted, exactly as large as its words say, and
 * nothing else is changed. A plant speaks of standardised entries y, whose law has mean 0 and variance 1.
 */

import { determinant, Matrix } from "ml-matrix";
import { squarest } from "../../harness/check/sample.js";
import { blocksOf } from "../../harness/contract/blocks.js";
import type { Expectation } from "../../harness/contract/expectation.js";
import { standardDeviation } from "../../harness/contract/law/index.js";
import { chiSquareCdf } from "../../harness/numeric/index.js";
import { openStream, wordReader } from "../../harness/random/index.js";

export interface NearPlanting {
  readonly first: Float64Array;
  readonly near: Float64Array;
  readonly bit: "lowest" | "highest";
}

export interface Planting {
  readonly expected: Expectation;
  /** The first number of the words, and all of them. */
  readonly size: number;
  readonly words: string;
  /** Tensors with those of near seeds, whose lowest or highest bit differs. */
  readonly near: readonly NearPlanting[];
  /** Uniform in (0, 1): what a plant needs beyond the right draws. */
  readonly uniform: () => number;
}

/** Changes right tensors, drawn in this order, in place. */
export type Plant = (tensors: readonly Float64Array[], planting: Planting) => void;

/** A stream of uniforms for a stage that begins with this seed. */
export function uniformsOf(seed: number): () => number {
  const read = wordReader(openStream(seed, "what a plant draws"));
  return () => (read() + 0.5) / 2 ** 32;
}

/** One entry after the other, each on its own. */
const entrywise =
  (change: (x: number, planting: Planting) => number): Plant =>
  (tensors, planting) => {
    for (const w of tensors) for (let k = 0; k < w.length; k++) w[k] = change(w[k]!, planting);
  };

/** The same of standardised entries. */
const standardised = (change: (y: number, planting: Planting) => number): Plant =>
  entrywise((x, planting) => {
    const { law } = planting.expected;
    const sd = standardDeviation(law);
    return law.mean + sd * change((x - law.mean) / sd, planting);
  });

/** The same of the entries' places in their law. */
const ofUniforms = (change: (u: number, planting: Planting) => number): Plant =>
  entrywise((x, planting) => {
    const { law } = planting.expected;
    const u = law.cdf(x);
    const changed = change(u, planting);
    return changed === u ? x : law.quantile(changed);
  });

/** u redrawn until accepted under a density 1 + size * feature(u), |feature| <= most. */
const withDensity = (feature: (u: number) => number, most: number): Plant =>
  ofUniforms((first, { size, uniform }) => {
    let u = first;
    while (uniform() * (1 + size * most) > 1 + size * feature(u)) u = uniform();
    return u;
  });

/** y_k correlated with y_(k - lag) along the joined entries of a group of tensors. */
function correlate(
  w: Float64Array,
  lag: number,
  r: number,
  { expected: { law } }: Planting,
  from: Float64Array = w,
): void {
  for (let k = lag; k < w.length; k++) {
    w[k] = law.mean + r * (from[k - lag]! - law.mean) + Math.sqrt(1 - r * r) * (w[k]! - law.mean);
  }
}

const within =
  (lagOf: (planting: Planting) => number): Plant =>
  (tensors, planting) => {
    for (const w of tensors) correlate(w, lagOf(planting), planting.size, planting);
  };

const columnsOf = ({ expected: { shape } }: Planting): number => squarest(shape.dims).columns;

/** Lines, each of its own offset or spread. */
const lines =
  (along: "rows" | "columns" | "tensors", of: "entries" | "squares"): Plant =>
  (tensors, planting) => {
    const { law, shape } = planting.expected;
    const { rows, columns } = squarest(shape.dims);
    const sd = standardDeviation(law);
    for (const w of tensors) {
      const count = { rows, columns, tensors: 1 }[along];
      const own = Float64Array.from({ length: count }, () => normalFrom(planting.uniform) * planting.size);
      w.forEach((x, k) => {
        const line = along === "rows" ? Math.floor(k / columns) : along === "columns" ? k % columns : 0;
        const y = (x - law.mean) / sd;
        const changed = of === "entries" ? y + own[line]! : y * Math.sqrt(Math.max(0, 1 + own[line]!));
        w[k] = law.mean + sd * changed;
      });
    }
  };

function normalFrom(uniform: () => number): number {
  return Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}

/** sqrt(2 j + 1) P_j(2 u - 1) for j = 4, of mean square 1. */
const legendre4 = (u: number): number => {
  const t = (2 * u - 1) ** 2;
  return (3 * (35 * t * t - 30 * t + 3)) / 8;
};

/** Neighbours (1st and 2nd, 3rd and 4th, ...) changed as a pair. */
const pairwise =
  (change: (x: number, y: number, planting: Planting) => readonly [number, number]): Plant =>
  (tensors, planting) => {
    const sd = standardDeviation(planting.expected.law);
    for (const w of tensors) {
      for (let k = 0; k + 1 < w.length; k += 2) {
        const [x, y] = change(w[k]! / sd, w[k + 1]! / sd, planting);
        [w[k], w[k + 1]] = [sd * x, sd * y];
      }
    }
  };

/** The number below which a chi-square sum falls with this probability: by bisection. */
function chiSquareQuantile(probability: number, terms: number): number {
  let [low, high] = [0, 4 * terms + 40];
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (chiSquareCdf(middle, terms) < probability) low = middle;
    else high = middle;
  }
  return high;
}

const share = ({ words }: Planting): number => Number(/the outer ([\d.e-]+)/.exec(words)![1]);

/** The first matrix's long side and short side, and where its entries are. */
function uprightOf({ expected: { orthogonal } }: Planting) {
  return orthogonal!.matrices.map(({ rows, columns, at }) => ({
    long: Math.max(rows, columns),
    short: Math.min(rows, columns),
    at: (l: number, s: number): number => (rows >= columns ? at(l, s) : at(s, l)),
  }));
}

const diagonal =
  (change: (x: number, short: number, long: number, planting: Planting) => number): Plant =>
  (tensors, planting) => {
    const { gain } = planting.expected.orthogonal!;
    for (const w of tensors) {
      for (const { long, short, at } of uprightOf(planting)) {
        for (let s = 0; s < short; s++) w[at(s, s)] = gain * change(w[at(s, s)]! / gain, short, long, planting);
      }
    }
  };

/** Contracts whose samples show it; absent: a normal law. */
export interface PlantOf {
  readonly check: string;
  readonly plant: Plant;
  readonly of?: readonly string[];
  /** Shapes that show it, where the usual ones do not. */
  readonly shapes?: readonly (readonly number[])[];
  /** Which of several deviations of the size this is. */
  readonly which?: string;
}

const BOTH = ["he_normal", "he_uniform"];
const ORTHOGONAL = ["orthogonal"];

export const plants: readonly PlantOf[] = [
  { check: "support", of: ["he_uniform"], plant: ofUniformsBeyond() },
  { check: "mean", plant: standardised((y, { size }) => y + size) },
  { check: "variance", of: BOTH, which: "larger", plant: standardised((y, { size }) => y * (1 + size / 100)) },
  { check: "variance", of: BOTH, which: "smaller", plant: standardised((y, { size }) => y * (1 - size / 100)) },
  { check: "edge", of: ["he_uniform"], plant: standardised((y, { size }) => y * (1 - size / 100)) },
  {
    check: "edge",
    plant: standardised((y, { size, uniform }) => {
      let inside = y;
      while (Math.abs(inside) > size) inside = normalFrom(uniform);
      return inside;
    }),
  },
  {
    check: "tail_counts",
    of: BOTH,
    plant: ofUniforms((u, planting) => {
      const outer = share(planting);
      if (u < outer / 2 || u > 1 - outer / 2) return u;
      const { size, uniform } = planting;
      if (uniform() * (1 - outer) > (size / 100) * outer) return u;
      const end = (uniform() * outer) / 2;
      return uniform() < 0.5 ? end : 1 - end;
    }),
  },
  {
    check: "tail_sign",
    of: BOTH,
    plant: standardised((y, { size, uniform, expected: { law } }) => {
      const outer = law.family === "normal" ? 3 : 0.9 * Math.sqrt(3);
      return Math.abs(y) <= outer ? y : uniform() < size / 100 ? Math.abs(y) : -Math.abs(y);
    }),
  },
  {
    check: "kolmogorov_smirnov",
    plant: ofUniforms((u, { size, uniform }) => (u < 0.5 && uniform() < 2 * size ? u + 0.5 : u)),
  },
  { check: "anderson_darling", which: "larger", plant: standardised((y, { size }) => y * (1 + size / 100)) },
  { check: "anderson_darling", which: "smaller", plant: standardised((y, { size }) => y * (1 - size / 100)) },
  { check: "cramer_von_mises", plant: standardised((y, { size }) => y + size) },
  { check: "neyman", plant: withDensity(legendre4, 3) },
  {
    check: "skewness",
    plant: standardised((y, { size: g }) => (y + (g / 6) * (y * y - 1)) / Math.sqrt(1 + (g * g) / 18)),
  },
  {
    check: "kurtosis",
    plant: standardised((y, { size: k }) => (y + (k / 24) * (y ** 3 - 3 * y)) / Math.sqrt(1 + (k * k) / 96)),
  },
  {
    check: "chi_square",
    plant: (tensors, planting) =>
      withDensity((u) => (Math.floor(256 * u) % 2 === 0 ? 1 : -1), 1)(tensors, {
        ...planting,
        size: planting.size / 100,
      }),
  },
  {
    check: "largest_gap",
    plant: ofUniforms((first, { size, uniform }) => {
      let u = first;
      while (u > 0.3 && u < 0.3 + size / 100) u = uniform();
      return u;
    }),
  },
  {
    check: "commonest_value",
    plant: standardised((y, { size, uniform }) => (uniform() < size / 100 ? 0.625 : y)),
  },
  {
    check: "trend",
    plant: (tensors, planting) => {
      const sd = standardDeviation(planting.expected.law);
      for (const w of tensors) {
        for (let k = 0; k < w.length; k++) w[k]! += planting.size * sd * ((k + 0.5) / w.length - 0.5);
      }
    },
  },
  {
    check: "duplicates",
    plant: ofUniforms((u, { size }) => (Math.floor(u * 2 ** size) + 0.5) / 2 ** size),
  },
  { check: "lag_rows", plant: within(() => 1) },
  { check: "lag_columns", plant: within(columnsOf) },
  { check: "any_lag", plant: within(() => 1) },
  { check: "row_means", plant: lines("rows", "entries") },
  { check: "column_means", plant: lines("columns", "entries") },
  { check: "tensor_means", plant: lines("tensors", "entries") },
  { check: "row_variances", plant: lines("rows", "squares") },
  { check: "column_variances", plant: lines("columns", "squares") },
  { check: "tensor_variances", plant: lines("tensors", "squares") },
  {
    check: "reflections",
    plant: (tensors, { size, expected: { law } }) => {
      for (const w of tensors) {
        for (let k = 0, other = w.length - 1; k < other; k++, other--) {
          w[k] = law.mean + size * (w[other]! - law.mean) + Math.sqrt(1 - size * size) * (w[k]! - law.mean);
        }
      }
    },
  },
  {
    check: "triples",
    plant: (tensors, planting) => {
      const { law } = planting.expected;
      const cell = (x: number): number => Math.min(15, Math.floor(16 * law.cdf(x)));
      let [place, before] = [0, 0];
      for (const w of tensors) {
        for (let k = 0; k < w.length; k++, place++) {
          if (place % 3 === 0) before = 0;
          if (place % 3 === 2) {
            while (planting.uniform() > (1 + ((before + cell(w[k]!)) % 2 === 0 ? 1 : -1) * (planting.size / 100)) / 2) {
              w[k] = law.quantile(planting.uniform());
            }
          }
          before += cell(w[k]!);
        }
      }
    },
  },
  {
    check: "gram",
    plant: (tensors, planting) => {
      const { rows, columns } = squarest(planting.expected.shape.dims);
      const r = Math.sqrt(Math.sqrt(planting.size));
      const sd = standardDeviation(planting.expected.law);
      for (const w of tensors) {
        const common = Float64Array.from({ length: Math.max(rows, columns) }, () => sd * normalFrom(planting.uniform));
        for (let k = 0; k < w.length; k++) {
          const along = rows <= columns ? k % columns : Math.floor(k / columns);
          w[k] = r * common[along]! + Math.sqrt(1 - r * r) * w[k]!;
        }
      }
    },
  },
  {
    check: "largest_singular_value",
    plant: (tensors, planting) => {
      const { rows, columns } = squarest(planting.expected.shape.dims);
      const sign = (): number => (planting.uniform() < 0.5 ? -1 : 1);
      const size = (standardDeviation(planting.expected.law) * planting.size) / 100;
      for (const w of tensors) {
        const [u, v] = [Array.from({ length: rows }, sign), Array.from({ length: columns }, sign)];
        for (let k = 0; k < w.length; k++) w[k]! += size * u[Math.floor(k / columns)]! * v[k % columns]!;
      }
    },
  },
  {
    check: "cross_seed",
    plant: (tensors, planting) => {
      for (let t = 1; t < tensors.length; t++) correlate(tensors[t]!, 0, planting.size, planting, tensors[t - 1]!);
    },
  },
  {
    check: "cross_seed_lag",
    plant: (tensors, planting) => correlate(tensors[1]!, 3, planting.size, planting, tensors[0]!),
  },
  {
    check: "near_seeds",
    plant: (_, planting) => {
      for (const { first, near, bit } of planting.near) {
        if (bit === "lowest") correlate(near, 0, planting.size, planting, first);
      }
    },
  },
  {
    check: "near_seeds_lag",
    plant: (_, planting) => {
      for (const { first, near, bit } of planting.near) {
        if (bit === "highest") correlate(near, 3, planting.size, planting, first);
      }
    },
  },
  {
    check: "near_seeds_sizes",
    plant: (_, { near: pairs, size, uniform, expected: { law } }) => {
      const isOuter = (x: number): boolean => Math.abs(law.cdf(x) - 0.5) > 0.25;
      for (const { first, near, bit } of pairs) {
        if (bit === "highest") continue;
        for (let k = 0; k < near.length; k++) {
          const agree = isOuter(first[k]!) === isOuter(near[k]!);
          // Half of the places agree: of the others as many are moved into the other half as make it the size.
          if (agree || uniform() >= (2 * size) / 100 - 1) continue;
          const u = law.cdf(near[k]!);
          near[k] = law.quantile(isOuter(near[k]!) ? 0.25 + 2 * Math.min(u, 1 - u) : u < 0.5 ? u - 0.25 : u + 0.25);
        }
      }
    },
  },
  {
    check: "near_seeds_values",
    plant: (_, { near: pairs, size, uniform }) => {
      for (const { first, near } of pairs) {
        const known = Math.min(first.length, 2 ** 14);
        for (let k = 0; k < near.length; k++) {
          if (uniform() < size / 100) near[k] = first[Math.floor(uniform() * known)]! * (uniform() < 0.5 ? -1 : 1);
        }
      }
    },
  },
  {
    check: "sign_parity",
    plant: (tensors, { size, uniform }) => {
      for (const w of tensors) {
        for (let k = 3; k < w.length; k++) {
          const told = w[k - 1]! * w[k - 2]! * w[k - 3]!;
          if (uniform() < (2 * size) / 100 - 1) w[k] = Math.abs(w[k]!) * Math.sign(told);
        }
      }
    },
  },
  {
    check: "mirrored",
    of: BOTH,
    plant: (tensors, { size, uniform }) => {
      for (const w of tensors) {
        const places = Array.from(w.keys());
        const below = places.filter((k) => w[k]! < 0);
        for (const k of places) {
          if (!(w[k]! > 0) || below.length === 0 || uniform() > size / 100) continue;
          const [other] = below.splice(Math.floor(uniform() * below.length), 1);
          w[other!] = -w[k]!;
        }
      }
    },
  },
  {
    check: "pair_states",
    which: "radius",
    plant: pairwise((x, y, { size }) => {
      const u = Math.exp(-(x * x + y * y) / 2);
      const coarse = (Math.floor(u * 2 ** size) + 0.5) / 2 ** size;
      const stretch = Math.sqrt(Math.log(coarse) / Math.log(u));
      return [x * stretch, y * stretch];
    }),
  },
  {
    check: "pair_states",
    which: "angle",
    plant: pairwise((x, y, { size }) => {
      const turn = Math.atan2(y, x) / (2 * Math.PI) + 0.5;
      const angle = 2 * Math.PI * ((Math.floor(turn * 2 ** size) + 0.5) / 2 ** size - 0.5);
      const radius = Math.hypot(x, y);
      return [radius * Math.cos(angle), radius * Math.sin(angle)];
    }),
  },
  {
    check: "pair_law",
    plant: pairwise((x, y, { size, uniform }) => {
      const ring = Math.floor(16 * Math.exp(-(x * x + y * y) / 2));
      let turn = Math.atan2(y, x) / (2 * Math.PI) + 0.5;
      const isFull = (): boolean => (ring + Math.floor(16 * turn)) % 2 === 0;
      while (uniform() * (1 + size / 100) > 1 + (isFull() ? size / 100 : -size / 100)) turn = uniform();
      const angle = 2 * Math.PI * (turn - 0.5);
      const radius = Math.hypot(x, y);
      return [radius * Math.cos(angle), radius * Math.sin(angle)];
    }),
  },
  {
    check: "taps",
    of: BOTH,
    plant: (tensors, { size, uniform, expected: { law } }) => {
      for (const w of tensors) {
        for (let k = 2; k < w.length; k++) {
          if (uniform() < size / 100) w[k] = law.quantile((law.cdf(w[k - 1]!) + law.cdf(w[k - 2]!)) % 1);
        }
      }
    },
  },
  {
    check: "even_lengths",
    plant: (tensors, { size, uniform, expected: { law } }) => {
      for (const w of tensors) {
        const sum = w.reduce((total, x) => total + x * x, 0) / law.variance;
        const wanted = chiSquareQuantile(0.5 + (uniform() - 0.5) * (size / 100), w.length);
        for (let k = 0; k < w.length; k++) w[k]! *= Math.sqrt(wanted / sum);
      }
    },
  },
  {
    check: "haar_columns",
    of: ORTHOGONAL,
    plant: (tensors, planting) => {
      const { gain } = planting.expected.orthogonal!;
      for (const w of tensors) {
        for (const { long, at } of uprightOf(planting).slice(0, 1)) {
          const column = Array.from({ length: long }, (_, l) => w[at(l, 0)]! / gain);
          const mean = column.reduce((sum, x) => sum + x, 0) / long;
          const rest = Math.sqrt(column.reduce((sum, x) => sum + (x - mean) ** 2, 0));
          const [lean, across] = [Math.cos(planting.size) / Math.sqrt(long), Math.sin(planting.size) / rest];
          for (let l = 0; l < long; l++) w[at(l, 0)] = gain * (lean + across * (column[l]! - mean));
        }
      }
    },
  },
  {
    check: "haar_trace",
    of: ORTHOGONAL,
    plant: diagonal((x, short, long, { size }) => x + size / Math.sqrt(short * long)),
  },
  {
    check: "haar_signs",
    of: ORTHOGONAL,
    plant: diagonal((x, _, __, { size, uniform }) => (uniform() < size / 100 ? Math.abs(x) : -Math.abs(x))),
  },
  {
    check: "haar_entries",
    of: ORTHOGONAL,
    plant: entrywise((x, { size, uniform }) => (x < 0 && uniform() < 2 * size ? -x : x)),
  },
  {
    check: "haar_determinants",
    of: ORTHOGONAL,
    shapes: [
      [16, 16],
      [64, 64],
    ],
    plant: (tensors, planting) => {
      // A column's sign turns a determinant: of those below 0 as many as make the share.
      const turned = 2 * (planting.size / 100) - 1;
      for (const w of tensors) {
        for (const { long, short, at } of uprightOf(planting)) {
          const rows = Array.from({ length: long }, (_, l) => Array.from({ length: short }, (_, s) => w[at(l, s)]!));
          if (determinant(new Matrix(rows)) > 0 || planting.uniform() > turned) continue;
          for (let l = 0; l < long; l++) w[at(l, 0)]! *= -1;
        }
      }
    },
  },
  {
    check: "sparse_places",
    of: ["sparse"],
    plant: (tensors, planting) => {
      const { shape, zerosPerColumn = 0 } = planting.expected;
      for (const w of tensors) {
        for (const { rows, columns, at } of blocksOf(shape)) {
          // A column without a zero at input 0 gets one there, from another place, so often that its share grows by the size.
          const often = ((planting.size / 100) * zerosPerColumn) / (rows - zerosPerColumn);
          for (let c = 0; c < columns; c++) {
            if (w[at(0, c)] === 0 || planting.uniform() > often) continue;
            const zeros = Array.from({ length: rows }, (_, row) => row).filter((row) => w[at(row, c)] === 0);
            const other = at(zeros[Math.floor(planting.uniform() * zeros.length)]!, c);
            [w[at(0, c)], w[other]] = [w[other]!, 0];
          }
        }
      }
    },
  },
  {
    check: "sparse_runs",
    of: ["sparse"],
    plant: (tensors, { size, uniform, expected: { shape } }) => {
      for (const w of tensors) {
        for (const { rows, columns, at } of blocksOf(shape)) {
          for (let c = 0; c < columns; c++) {
            const isZero = (row: number): boolean => row >= 0 && row < rows && w[at(row, c)] === 0;
            const all = Array.from({ length: rows }, (_, row) => row);
            const runs = all.filter((row) => isZero(row) && !isZero(row - 1)).length;
            // So many zeros that stand alone are moved to the end of another run.
            for (let k = 0; k < runs; k++) {
              if (uniform() > size / 100) continue;
              const alone = all.filter((row) => isZero(row) && !isZero(row - 1) && !isZero(row + 1));
              const from = alone[Math.floor(uniform() * alone.length)];
              const ends = all.filter(
                (row) =>
                  row !== from &&
                  !isZero(row) &&
                  isZero(row - 1) &&
                  !isZero(row + 1) &&
                  row - 1 !== from &&
                  row + 1 !== from,
              );
              const to = ends[Math.floor(uniform() * ends.length)];
              if (from === undefined || to === undefined) continue;
              [w[at(from, c)], w[at(to, c)]] = [w[at(to, c)]!, 0];
            }
          }
        }
      }
    },
  },
];

/** Values twice as far out as the bound, as often as the words say. */
function ofUniformsBeyond(): Plant {
  return entrywise((x, { size, uniform, expected: { law } }) => (uniform() < size ? 2 * law.support[1] : x));
}
