import type { Initializer, Parameters } from "../harness/contract/initializer.js";
import { affine, standardNormal } from "../harness/contract/law/index.js";
import { constant, independent, type Rule } from "../harness/contract/rule/index.js";

/** N(mean, stddev), whatever the shape; a stddev of 0 is the constant. */
export const randomNormal = {
  name: "random_normal",
  source: "the mission's table; defaults as in Keras' RandomNormal",
  parameters: { mean: 0, stddev: 0.05 },
  rule: (parameters: Parameters): Rule => {
    const [mean, stddev] = [Number(parameters["mean"]), Number(parameters["stddev"])];
    return stddev === 0 ? constant(mean) : independent(affine(standardNormal, stddev, mean));
  },
} as const satisfies Initializer;
