/** tinygrad: methods of Tensor, for weights stored `oi` and `oihw`. */
import { fanOf } from "../../harness/contract/expectation.js";
import type { Initializer } from "../../harness/contract/initializer.js";
import { affine, type Law, standardNormal, uniform } from "../../harness/contract/law/index.js";
import { independentBy, varianceScaling } from "../../harness/contract/rule/index.js";
import { framework, normalLaw, symmetricUniform, uniformLaw } from "./words.js";

const { law, rule, scaling } = framework("tinygrad", "tinygrad/mixin/rand.py");

/** The slope is 0.01 where others take 0. */
const kaiming = (name: string, form: Law): Initializer =>
  rule(name, { a: 0.01 }, ({ a }) => varianceScaling(form, 2 / (1 + a ** 2), "in"));

export const tinygrad: readonly Initializer[] = [
  law("uniform", { low: 0, high: 1 }, ({ low, high }) => uniform(low, high)),
  law("normal", { mean: 0, std: 1 }, ({ mean, std }) => affine(standardNormal, std, mean)),
  rule("scaled_uniform", {}, () => independentBy(({ size }) => symmetricUniform(1 / Math.sqrt(Math.max(1, size))))),
  // As it draws: outputs are counted without the receptive field.
  rule("glorot_uniform", {}, () =>
    independentBy((shape) => symmetricUniform(Math.sqrt(6 / (fanOf(shape, "in") + shape.outputs)))),
  ),
  kaiming("kaiming_uniform", uniformLaw),
  kaiming("kaiming_normal", normalLaw),
  scaling("linear_default", uniformLaw, 1 / 3, "in", "tinygrad/nn/__init__.py"),
  scaling("conv_default", uniformLaw, 1 / 3, "in", "tinygrad/nn/__init__.py"),
  scaling("lstm_default", uniformLaw, 1 / 3, "out", "tinygrad/nn/__init__.py"),
  scaling("embedding_default", uniformLaw, 1, "avg", "tinygrad/nn/__init__.py"),
];
