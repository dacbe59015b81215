import type { FanMode } from "../harness/contract/expectation.js";
import type { Initializer, Parameters } from "../harness/contract/initializer.js";
import { type Law, signedUniformLaw, standardNormal, truncatedNormal } from "../harness/contract/law/index.js";
import { type Rule, varianceScaling as scaled } from "../harness/contract/rule/index.js";

const MODES: Readonly<Record<string, FanMode>> = {
  fan_in: "in",
  fan_out: "out",
  fan_avg: "avg",
  fan_geo_avg: "geo",
};

const DISTRIBUTIONS: Readonly<Record<string, Law>> = {
  normal: standardNormal,
  untruncated_normal: standardNormal,
  truncated_normal: truncatedNormal(2),
  uniform: signedUniformLaw,
};

/** Var(w) = scale / fan in any form; "truncated_normal" is cut at 2 standard deviations and rescaled. */
export const varianceScaling = {
  name: "variance_scaling",
  source: "JAX's and Keras' variance_scaling",
  parameters: { scale: 1, mode: "fan_in", distribution: "normal" },
  rule: (parameters: Parameters): Rule =>
    scaled(
      chosen("distribution", DISTRIBUTIONS, parameters),
      Number(parameters["scale"]),
      chosen("mode", MODES, parameters),
    ),
} as const satisfies Initializer;

function chosen<T>(key: string, choices: Readonly<Record<string, T>>, parameters: Parameters): T {
  const word = String(parameters[key]);
  if (!Object.hasOwn(choices, word)) {
    throw new RangeError(`variance_scaling: ${key} must be one of ${Object.keys(choices).join(", ")}, got ${word}`);
  }
  return choices[word]!;
}
