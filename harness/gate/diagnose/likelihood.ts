/** Log-likelihoods of hypotheses: sums of log-densities, with a floor so that one impossible entry does not decide. */

import type { Law } from "../../contract/law/index.js";
import { type Dtype, spacing } from "../../weights/dtype.js";

const FLOOR = 1e-6;
/** Every k-th entry, at most `most` in all. */
export function thinned(values: Float64Array, most: number): Float64Array {
  const step = Math.ceil(values.length / most);
  return step <= 1 ? values : values.filter((_, i) => i % step === 0);
}

/** An entry beyond an end by no more than rounding counts as the end. */
export function logLikelihood(law: Law, values: Float64Array, dtype: Dtype = "float32"): number {
  const [low, high] = law.support;
  const end = (x: number): number => {
    if (x > high) return x - spacing(dtype, x) / 2 <= high ? high : x;
    return x < low && x + spacing(dtype, x) / 2 >= low ? low : x;
  };
  let widest = 0;
  for (const x of values) widest = Math.max(widest, Math.abs(x));
  const floor = FLOOR / (2 * Math.max(widest, Number.MIN_VALUE * 1e10));
  let sum = 0;
  for (const x of values) sum += Math.log((1 - FLOOR) * law.density(end(x)) + floor);
  return sum;
}
