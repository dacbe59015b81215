import type { Block } from "../../blocks.js";
import { standardNormal } from "../../law/index.js";
import { kolmogorovCdf, kolmogorovSf, normalQuantile } from "../../numeric/index.js";
import { openStream, wordReader } from "../../random/index.js";
import type { Entries, Sample } from "../../sample.js";
import { sortedDistance } from "../../statistic/kolmogorov.js";
import type { Check, Prospect } from "../check.js";
import { distanceSeen } from "../marginal/kolmogorovSmirnov.js";
import { atLeast, twoSided } from "../power.js";

const FEWEST = 100;
/** Columns longer than this are looked at in part of the blocks: a length takes as many normals as the column. */
const MOST = 200_000;

const longOf = ({ rows, columns }: Block): number => Math.max(rows, columns);

const entriesIn = ({ expected: { orthogonal }, tensors }: Pick<Prospect, "expected" | "tensors">): number =>
  tensors * (orthogonal?.matrices ?? []).reduce((n, block) => n + longOf(block), 0);

/**
 * A Haar column is a uniform point of the sphere: times a length of its own, drawn here from the chi law, its entries are
 * independent standard normals, exactly. Permutations, block-diagonal and Hadamard matrices, and the QR of anything but
 * normals, are not.
 */
export const haarEntries: Check = {
  name: "haar_entries",
  question: "Do single entries follow the law of a random rotation's?",
  tail: () => "exact",
  applies: (prospect) => entriesIn(prospect) >= FEWEST,
  run(sample) {
    const normals = lengthened(sample).sort();
    const n = normals.length;
    const d = sortedDistance(normals, standardNormal.cdf);
    const pValue = twoSided(kolmogorovCdf(n, d), kolmogorovSf(n, d));
    return { pValue, statistic: d, expected: "D of a random sample", observed: d };
  },
  detects: ({ expected, tensors }, looks) =>
    `entries' distribution off by ${atLeast(distanceSeen(entriesIn({ expected, tensors }), looks))} in probability`,
};

/** The first of the short side's vectors of every block, each of a length of its own. */
function lengthened({ tensors, expected: { orthogonal } }: Sample): Float64Array {
  const { gain, matrices } = orthogonal!;
  const read = wordReader(openStream(0, "lengths of haar columns"));
  const out: number[] = [];
  for (const tensor of tensors) {
    for (const block of matrices) {
      if (out.length >= MOST) break;
      const column = firstOf(tensor, block, gain);
      const length = chi(column.length, read);
      for (const x of column) out.push(x * length);
    }
  }
  return Float64Array.from(out);
}

function firstOf(tensor: Entries, block: Block, gain: number): number[] {
  const upright = block.rows >= block.columns;
  return Array.from({ length: longOf(block) }, (_, l) => tensor[upright ? block.at(l, 0) : block.at(0, l)]! / gain);
}

/** The length of a vector of so many standard normals. */
function chi(degrees: number, read: () => number): number {
  let sum = 0;
  for (let k = 0; k < degrees; k++) sum += normalQuantile((read() + 0.5) / 2 ** 32) ** 2;
  return Math.sqrt(sum);
}
