/** Properties of a Haar matrix beyond orthogonality (Mezzadri 2007): every direction is equally likely. */

import type { Block } from "../../contract/blocks.js";
import { increasingRoot } from "../../numeric/increasingRoot.js";
import { betaI, binomialCdf, binomialSf, normalSf } from "../../numeric/index.js";
import { type Dtype, gridOf } from "../../weights/dtype.js";
import type { Check, Prospect } from "../check.js";
import { binomialShareSeen } from "../counts.js";
import { atLeast, reach, twoSided } from "../power.js";
import type { Entries } from "../sample.js";
import { GRAM_UNITS } from "./orthogonality.js";

/** An orthogonal contract whose blocks are at least 2 x 2. */
function hasBlocks({ expected: { orthogonal } }: Prospect): boolean {
  const block = orthogonal?.matrices[0];
  return block !== undefined && Math.min(block.rows, block.columns) >= 2;
}

interface Upright {
  readonly long: number;
  readonly short: number;
  entry(l: number, s: number): number;
}

const upright = (tensor: Entries, { rows, columns, at }: Block, gain: number): Upright =>
  rows >= columns
    ? { long: rows, short: columns, entry: (l, s) => tensor[at(l, s)]! / gain }
    : { long: columns, short: rows, entry: (l, s) => tensor[at(s, l)]! / gain };

/** Every block of every tensor, with the long side vertical. */
function blocksIn(sample: Parameters<Check["run"]>[0]): readonly Upright[] {
  const { gain, matrices } = sample.expected.orthogonal!;
  return sample.tensors.flatMap((tensor) => matrices.map((block) => upright(tensor, block, gain)));
}

/** The angle of every column to (1, ..., 1), widened by what rounding may have turned it. */
export const haarColumns: Check = {
  name: "haar_columns",
  question: "Does no column lean towards the diagonal of the space?",
  tail: () => "exact",
  applies: hasBlocks,
  run(sample) {
    const blocks = blocksIn(sample);
    const [{ long }] = blocks as [Upright];
    let [narrowest, looks] = [Math.PI / 2, 0];
    for (const { short, entry } of blocks) {
      for (let s = 0; s < short; s++) {
        narrowest = Math.min(narrowest, angleToDiagonal(Float64Array.from({ length: long }, (_, l) => entry(l, s))));
        looks++;
      }
    }
    // All blocks have one size.
    const widest = Math.min(Math.PI / 2, narrowest + angleSlack(sample.dtype));
    const cosine = Math.cos(narrowest) ** 2;
    return {
      pValue: Math.min(1, looks * chanceWithin(widest, long)),
      statistic: cosine,
      expected: "squared cosines of random columns",
      observed: cosine,
    };
  },
  detects: ({ expected, dtype, tensors }, looks) => {
    const { matrices } = expected.orthogonal!;
    const { rows, columns } = matrices[0]!;
    const columnsIn = (growth: number): number => growth * tensors * matrices.length * Math.min(rows, columns);
    const level = Math.min(...looks.map(({ level, growth }) => level / columnsIn(growth)));
    const angle = angleAt(level, Math.max(rows, columns)) - angleSlack(dtype);
    return angle > 0
      ? `a column within ${Math.floor(1000 * angle) / 1000} rad of the diagonal`
      : "no column of so few entries, within its rounding";
  },
};

/** P(a random unit vector of N entries lies within this angle of a line): the squared sine is Beta((N - 1)/2, 1/2), exactly. */
const chanceWithin = (angle: number, long: number): number => betaI(Math.sin(angle) ** 2, (long - 1) / 2, 1 / 2);

/** The angle within which a random unit vector lies with this probability. */
function angleAt(chance: number, long: number): number {
  const angleOf = (u: number): number => Math.PI / 2 / (1 + Math.exp(-u));
  return angleOf(increasingRoot((u) => Math.log(chanceWithin(angleOf(u), long)) - Math.log(chance), 0));
}

/** The angle between a vector and the line of (1, ..., 1), accurate if small; a right angle for the vector 0. */
function angleToDiagonal(vector: Float64Array): number {
  const mean = vector.reduce((sum, x) => sum + x, 0) / vector.length;
  const off = Math.sqrt(vector.reduce((sum, x) => sum + (x - mean) ** 2, 0));
  return mean === 0 ? Math.PI / 2 : Math.atan2(off, Math.abs(mean) * Math.sqrt(vector.length));
}

/** Units of the arithmetic by which a decomposition may turn a vector: half of the allowed error of its Gram matrix. */
const COMPUTED_UNITS = GRAM_UNITS / 2;

/**
 * The largest angle by which a correct sampler may have turned a vector. Rounding moves each entry by at most 2^-precision of
 * itself, so it turns the vector by less than twice that; a 16-bit matrix is computed in float32 first.
 */
function angleSlack(dtype: Dtype): number {
  const computed = dtype === "float64" ? "float64" : "float32";
  return 2 * 2 ** -gridOf(dtype).precision + COMPUTED_UNITS * 2 ** -gridOf(computed).precision;
}

export const haarTrace: Check = {
  name: "haar_trace",
  question: "Is the trace, here and under fixed permutations, centred at 0?",
  tail: () => "approximate",
  applies: hasBlocks,
  run(sample) {
    const blocks = blocksIn(sample);
    // The diagonal, the antidiagonal, and the diagonal shifted by one; signs alternate on the last two.
    const paths = [
      (_: Upright, s: number): readonly [number, number] => [s, 1],
      ({ long }: Upright, s: number): readonly [number, number] => [long - 1 - s, s % 2 === 0 ? 1 : -1],
      ({ long }: Upright, s: number): readonly [number, number] => [(s + 1) % long, s % 2 === 0 ? 1 : -1],
    ];
    const z = paths.map((path) => {
      let sum = 0;
      let variance = 0;
      for (const block of blocks) {
        for (let s = 0; s < block.short; s++) {
          const [l, sign] = path(block, s);
          sum += sign * block.entry(l, s);
        }
        variance += block.short / block.long;
      }
      return sum / Math.sqrt(variance);
    });
    const worst = z.reduce((a, b) => (Math.abs(b) > Math.abs(a) || Number.isNaN(b) ? b : a));
    return {
      pValue: Math.min(1, 2 * paths.length * normalSf(Math.abs(worst))),
      statistic: worst,
      expected: 0,
      observed: worst,
    };
  },
  detects: ({ tensors, expected }, looks) =>
    `a mean trace of ${atLeast(reach(looks, 3) / Math.sqrt(tensors * expected.orthogonal!.matrices.length))} of its spread`,
};

/** A Haar matrix with one column negated is equally likely: the signs of entries in different columns are fair, exactly. */
export const haarSigns: Check = {
  name: "haar_signs",
  question: "Is the diagonal as often positive as negative?",
  tail: () => "exact",
  applies: (prospect) => hasBlocks(prospect) && prospect.n >= 100,
  run(sample) {
    let [positive, count] = [0, 0];
    for (const { short, entry } of blocksIn(sample)) {
      for (let s = 0; s < short; s++) if (entry(s, s) > 0) positive++;
      count += short;
    }
    const pValue = twoSided(binomialCdf(positive, count, 0.5), binomialSf(positive, count, 0.5));
    return { pValue, statistic: positive, expected: count / 2, observed: positive };
  },
  detects: ({ expected, tensors }, looks) => {
    const { matrices } = expected.orthogonal!;
    const { rows, columns } = matrices[0]!;
    return `${atLeast(100 * binomialShareSeen(tensors * matrices.length * Math.min(rows, columns), 0.5, looks))}% of one sign`;
  },
};
