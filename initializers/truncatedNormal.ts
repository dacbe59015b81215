import type { Initializer, Parameters } from "../harness/contract/initializer.js";
import { affine, clippedNormal } from "../harness/contract/law/index.js";
import { independent, type Rule } from "../harness/contract/rule/index.js";

/** N(mean, stddev) given within `bound` standard deviations of the mean; not rescaled, so its variance is smaller. */
export const truncatedNormal = {
  name: "truncated_normal",
  source: "Keras' TruncatedNormal",
  parameters: { mean: 0, stddev: 0.05, bound: 2 },
  rule: (parameters: Parameters): Rule => {
    const bound = Number(parameters["bound"]);
    return independent(affine(clippedNormal(-bound, bound), Number(parameters["stddev"]), Number(parameters["mean"])));
  },
} as const satisfies Initializer;
