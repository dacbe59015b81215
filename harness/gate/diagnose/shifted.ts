/** The hypothesis that only the location of the law is wrong, with the shift estimated from the sample. */

import type { Expectation } from "../../contract/expectation.js";
import { affine, standardDeviation, standardize } from "../../contract/law/index.js";
import { fourDigits } from "../../record/numberText.js";
import type { Hypothesis } from "./hypotheses.js";
import { momentsOf } from "./moments.js";

/** The contract's form shifted to the sample: a bounded one to the middle of the extremes, others to the mean. */
export function shifted({ law }: Expectation, values: Float64Array): Hypothesis {
  const [low, high] = law.support;
  const isBounded = Number.isFinite(high - low);
  const shift = isBounded ? midrangeOf(values) - (low + high) / 2 : momentsOf(values).mean - law.mean;
  const moved = affine(standardize(law), standardDeviation(law), law.mean + shift);
  return {
    mistake: "shifted-mean",
    words: `mean ${fourDigits(moved.mean)} for ${law.mean}`,
    law: moved,
    changes: 1,
  };
}

function midrangeOf(values: Float64Array): number {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const x of values) {
    low = Math.min(low, x);
    high = Math.max(high, x);
  }
  return (low + high) / 2;
}
