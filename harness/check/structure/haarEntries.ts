import type { Block } from "../../contract/blocks.js";
import { standardNormal } from "../../contract/law/index.js";
import { kolmogorovCdf, kolmogorovSf, normalQuantile } from "../../numeric/index.js";
import { openStream, wordReader } from "../../random/index.js";
import { type Dtype, gridOf, roundingInterval } from "../../weights/dtype.js";
import type { Check, Prospect } from "../check.js";
import { distanceSeen } from "../marginal/kolmogorovSmirnov.js";
import { ownWords } from "../ownStream.js";
import { atLeast, twoSided } from "../power.js";
import type { Entries, Sample } from "../sample.js";
import { intervalDistance, sortedDistance } from "../statistic/kolmogorov.js";

const FEWEST = 100;
/** No more blocks are used after this many entries: each needs as many normals for its length. */
const MOST = 200_000;

const longOf = ({ rows, columns }: Block): number => Math.max(rows, columns);

const entriesIn = ({ expected: { orthogonal }, tensors }: Pick<Prospect, "expected" | "tensors">): number =>
  tensors * (orthogonal?.matrices ?? []).reduce((n, block) => n + longOf(block), 0);

/** Formats whose rounding is visible in a distribution function. */
const isNarrow = (dtype: Dtype): boolean => gridOf(dtype).precision < gridOf("float32").precision;

/**
 * A Haar column is a uniform point on the sphere: multiplied by an independent length, drawn here from the chi law, its entries
 * are independent standard normals, exactly. This does not hold for permutations, block-diagonal and Hadamard matrices, or the QR
 * of anything but normals. A 16-bit entry is replaced by its rounding interval, as in `kolmogorov_smirnov`.
 */
export const haarEntries: Check = {
  name: "haar_entries",
  question: "Do single entries follow the law of a random rotation's?",
  tail: () => "exact",
  applies: (prospect) => entriesIn(prospect) >= FEWEST,
  run(sample) {
    const columns = pickedColumns(sample);
    const { gain } = sample.expected.orthogonal!;
    const lengths = lengthsOf(columns);
    const lengthened = (of: (x: number) => number): Float64Array =>
      Float64Array.from(columns.flatMap((column, k) => column.map((x) => (of(x) / gain) * lengths[k]!))).sort();
    const { pValue, d } = isNarrow(sample.dtype)
      ? tooFar(lengthened(lowEnd(sample.dtype)), lengthened(highEnd(sample.dtype)))
      : tooFarOrNear(lengthened((x) => x));
    return { pValue, statistic: d, expected: "D of a random sample", observed: d };
  },
  detects: ({ expected, tensors }, looks) =>
    `entries' distribution off by ${atLeast(distanceSeen(entriesIn({ expected, tensors }), looks))} in probability`,
};

interface Distance {
  readonly pValue: number;
  readonly d: number;
}

function tooFarOrNear(normals: Float64Array): Distance {
  const d = sortedDistance(normals, standardNormal.cdf);
  const n = normals.length;
  return { d, pValue: twoSided(kolmogorovCdf(n, d), kolmogorovSf(n, d)) };
}

function tooFar(lows: Float64Array, highs: Float64Array): Distance {
  const d = intervalDistance(lows, highs, standardNormal.cdf);
  return { d, pValue: kolmogorovSf(lows.length, d) };
}

const lowEnd = (dtype: Dtype) => (x: number) => roundingInterval(dtype, x)[0];
const highEnd = (dtype: Dtype) => (x: number) => roundingInterval(dtype, x)[1];

/** A random vector of the short side of every block: the first may be right when others are not. */
function pickedColumns({ tensors, expected: { orthogonal } }: Sample): readonly number[][] {
  const pick = wordReader(openStream(0, "vectors of haar matrices"));
  const out: number[][] = [];
  let entries = 0;
  for (const tensor of tensors) {
    for (const block of orthogonal!.matrices) {
      if (entries >= MOST) return out;
      out.push(vectorOf(tensor, block, Math.floor((pick() / 2 ** 32) * Math.min(block.rows, block.columns))));
      entries += longOf(block);
    }
  }
  return out;
}

function vectorOf(tensor: Entries, block: Block, s: number): number[] {
  const upright = block.rows >= block.columns;
  return Array.from({ length: longOf(block) }, (_, l) => tensor[upright ? block.at(l, s) : block.at(s, l)]!);
}

/** A length for every column: that of a vector of as many standard normals. */
function lengthsOf(columns: readonly number[][]): readonly number[] {
  const read = ownWords(
    columns.map((column) => Float64Array.from(column)),
    "lengths of haar columns",
  );
  return columns.map(({ length }) => {
    let sum = 0;
    for (let k = 0; k < length; k++) sum += normalQuantile((read() + 0.5) / 2 ** 32) ** 2;
    return Math.sqrt(sum);
  });
}
