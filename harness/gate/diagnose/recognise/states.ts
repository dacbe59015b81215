/** Values that come too often: coarse grids, generators with few states, streams that overlap. */

import type { Sample } from "../../../check/sample.js";
import { type Dtype, roundTo } from "../../../weights/dtype.js";
import { failedAny, type Recogniser } from "./recogniser.js";

const GRIDS: readonly Dtype[] = ["bfloat16", "float16"];
/** A sample has few values if it has less than this share of those of an ideal sample in the same dtype. */
const FEW = 0.5;

export const lowPrecision: Recogniser = (input) => {
  const { dtype, values } = input.samples[0]!;
  if (!failedAny(input, "duplicates") || GRIDS.includes(dtype)) return undefined;
  const grid = GRIDS.find((candidate) => values.every((x) => roundTo(candidate, x) === x));
  if (grid === undefined) return undefined;
  const distinct = new Set(values).size;
  return { mistake: "low-precision", evidence: `every value is a ${grid}: ${distinct} of ${values.length} differ` };
};

export const fewStates: Recogniser = (input) => {
  const sample = input.samples[0]!;
  if (!failedAny(input, "duplicates")) return undefined;
  const { values } = sample;
  const distinct = new Set(values).size;
  const evidence = `${distinct} different values of ${values.length}`;
  const piled = heaviest(values);
  if (piled > values.length / 1000 && distinct > FEW * ideal(sample)) return undefined;
  return { mistake: "few-states", evidence };
};

/** The number of distinct values among n quantiles of the law, in the sample's dtype. */
function ideal({ expected: { law }, dtype, values }: Sample): number {
  const n = values.length;
  return new Set(Float64Array.from({ length: n }, (_, i) => roundTo(dtype, law.quantile((i + 0.5) / n)))).size;
}

/** The count of the commonest value. */
function heaviest(values: Float64Array): number {
  const counts = new Map<number, number>();
  for (const x of values) counts.set(x, (counts.get(x) ?? 0) + 1);
  let most = 0;
  for (const count of counts.values()) most = Math.max(most, count);
  return most;
}

/** Equal runs have equal keys, and others almost never: square roots of primes have no ratios that a grid of values has. */
const WEIGHTS = [2, 3, 5, 7, 11, 13, 17, 19].map(Math.sqrt);
/** So many consecutive values do not repeat by coincidence. */
const RUN = WEIGHTS.length;

const keyOf = (run: Float32Array | Float64Array): number =>
  WEIGHTS.reduce((sum, weight, k) => sum + weight * run[k]!, 0);

/** A stretch of one tensor found in another: their seeds lead into the same stream. */
export const overlap: Recogniser = (input) => {
  const { tensors, reseeded } = input.samples[0]!;
  if (!reseeded || !failedAny(input, "duplicates", "cross_seed", "cross_seed_lag")) return undefined;
  const places = new Map<number, { readonly tensor: number; readonly index: number }>();
  for (const [t, tensor] of tensors.entries()) {
    for (let i = 0; i + RUN <= tensor.length; i++) {
      const run = tensor.subarray(i, i + RUN);
      const key = keyOf(run);
      const before = places.get(key);
      if (before !== undefined && before.tensor !== t && new Set(run).size > RUN / 2) {
        const there = tensors[before.tensor]!;
        if (run.every((x, k) => there[before.index + k] === x)) {
          const evidence = `entries from ${i} of one seed's tensor are entries from ${before.index} of another's`;
          return { mistake: "seed-reused", evidence, alsoFits: ["few-states"] };
        }
      }
      if (i % RUN === 0) places.set(key, { tensor: t, index: i });
    }
  }
  return undefined;
};
