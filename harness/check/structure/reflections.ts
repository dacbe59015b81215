import { normalSf } from "../../numeric/index.js";
import type { Check } from "../check.js";
import { atLeast, reach, twoDigits } from "../power.js";
import type { Sample } from "../sample.js";
import { independentEntries } from "./applies.js";

/** A reordering of a tensor's entries that is its own inverse: it exchanges entry k and entry `partner(k)`. */
interface Reflected {
  readonly name: string;
  readonly partner: (k: number) => number;
}

/**
 * Correlation of tensors with their own mirror images, pair by pair: matrices and kernels that are symmetric, wholly or
 * in part. The checks of lags do not see it, because the distance between an entry and its partner changes from entry
 * to entry.
 */
export const reflections: Check = {
  name: "reflections",
  question: "Are tensors uncorrelated with their own mirror images?",
  tail: () => "approximate",
  // A part of weights at rest consists of runs from the whole tensor, so that the places of its entries are lost.
  applies: (prospect) => prospect.reseeded && independentEntries(2000)(prospect) && prospect.expected.shape.size >= 4,
  run(sample) {
    const looks = imagesOf(sample.expected.shape.dims).map((image) => ({
      name: image.name,
      ...likeness(sample, image),
    }));
    const worst = looks.reduce((a, b) => (Math.abs(b.z) > Math.abs(a.z) || Number.isNaN(b.z) ? b : a));
    return {
      pValue: Math.min(1, 2 * looks.length * normalSf(Math.abs(worst.z))),
      statistic: worst.z,
      expected: 0,
      observed: `${twoDigits(worst.z / Math.sqrt(worst.count))} with ${worst.name}`,
    };
  },
  detects: ({ expected: { shape }, tensors }, looks) => {
    const ways = imagesOf(shape.dims).length;
    const pairs = tensors * Math.floor(shape.size / 2);
    return `a correlation of ${atLeast(reach(looks, ways) / Math.sqrt(pairs))} with the tensor read backwards`;
  },
};

/** The sum of products of all pairs of an entry and its partner: N(0, 1) for independent entries of the law. */
function likeness({ tensors, expected: { law } }: Sample, { partner }: Reflected): { z: number; count: number } {
  const { mean, variance } = law;
  let [sum, count] = [0, 0];
  for (const tensor of tensors) {
    for (let k = 0; k < tensor.length; k++) {
      const other = partner(k);
      if (other <= k) continue;
      sum += (tensor[k]! - mean) * (tensor[other]! - mean);
      count++;
    }
  }
  return { z: sum / variance / Math.sqrt(count), count };
}

/**
 * The reorderings: all entries reversed; for every division of the axes into leading and trailing ones, the blocks in
 * reverse order, or every block reversed; two axes of equal size exchanged.
 */
function imagesOf(dims: readonly number[]): readonly Reflected[] {
  const long = dims.filter((d) => d > 1);
  const after = (axis: number): number => long.slice(axis + 1).reduce((product, d) => product * d, 1);
  const size = after(-1);
  const backwards: Reflected = { name: "the tensor backwards", partner: (k) => size - 1 - k };
  const cut = long.slice(1).flatMap((_, axis): Reflected[] => {
    const block = after(axis);
    return [
      {
        name: `blocks of ${block} in reverse order`,
        partner: (k) => size - block - k + 2 * (k % block),
      },
      { name: `blocks of ${block} backwards`, partner: (k) => k + block - 1 - 2 * (k % block) },
    ];
  });
  const exchanged = long.slice(1).flatMap((d, axis): Reflected[] => {
    if (d !== long[axis]) return [];
    const inner = after(axis + 1);
    const step = (d - 1) * inner;
    return [
      {
        name: `axes ${axis} and ${axis + 1} exchanged`,
        partner: (k) => {
          const [j, i] = [Math.floor(k / inner) % d, Math.floor(k / inner / d) % d];
          return k + (j - i) * step;
        },
      },
    ];
  });
  return [backwards, ...cut, ...exchanged];
}
