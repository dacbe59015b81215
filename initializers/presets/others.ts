/** timm, Chainer, Equinox, and scikit-learn's networks. */
import type { Initializer } from "../../harness/contract/initializer.js";
import { affine, clippedNormal, type Law, standardNormal, uniform } from "../../harness/contract/law/index.js";
import { constant, identity, orthogonal, varianceScaling } from "../../harness/contract/rule/index.js";
import { chosen, fanNamed, framework, normalLaw, rescaled, uniformLaw } from "./words.js";

const timmWords = framework("timm", "timm/layers/weight_init.py");

const timm: readonly Initializer[] = [
  // a and b are values; with the tf_ they are numbers of standard deviations.
  timmWords.law("trunc_normal_", { mean: 0, std: 1, a: -2, b: 2 }, ({ mean, std, a, b }) =>
    affine(clippedNormal((a - mean) / std, (b - mean) / std), std, mean),
  ),
  timmWords.law("trunc_normal_tf_", { mean: 0, std: 1, a: -2, b: 2 }, ({ mean, std, a, b }) =>
    affine(clippedNormal(a, b), std, mean),
  ),
  timmWords.rule("variance_scaling_", { scale: 1, mode: "fan_in", distribution: "normal" }, (p) =>
    varianceScaling(
      chosen("distribution", p.distribution, { normal: normalLaw, truncated_normal: rescaled, uniform: uniformLaw }),
      p.scale,
      fanNamed(p.mode, "fan_in fan_out fan_avg"),
    ),
  ),
  timmWords.scaling("lecun_normal_", rescaled, 1, "in"),
];

const chainerWords = framework("chainer", "chainer/initializers");

/** Its scale stretches the values, so that it enters the variance squared. */
const stretched = (name: string, form: Law, variance: number, fan: "in" | "avg"): Initializer =>
  chainerWords.rule(name, { scale: 1 }, ({ scale }) => varianceScaling(form, variance * scale ** 2, fan));

const chainer: readonly Initializer[] = [
  chainerWords.law("normal", { scale: 0.05 }, ({ scale }) => affine(standardNormal, scale)),
  chainerWords.law("uniform", { scale: 0.05 }, ({ scale }) => uniform(-scale, scale)),
  stretched("lecun_normal", normalLaw, 1, "in"),
  stretched("lecun_uniform", uniformLaw, 1, "in"),
  stretched("glorot_normal", normalLaw, 1, "avg"),
  stretched("glorot_uniform", uniformLaw, 1, "avg"),
  stretched("he_normal", normalLaw, 2, "in"),
  stretched("he_uniform", uniformLaw, 2, "in"),
  chainerWords.rule("orthogonal", { scale: 1.1 }, ({ scale }) => orthogonal(scale)),
  chainerWords.rule("identity", { scale: 1 }, ({ scale }) => identity(scale)),
  chainerWords.rule("constant", { fill_value: 0 }, ({ fill_value }) => constant(fill_value)),
];

const equinoxWords = framework("equinox", "equinox/nn");

const equinox: readonly Initializer[] = [
  equinoxWords.scaling("linear_default", uniformLaw, 1 / 3, "in", "equinox/nn/_linear.py"),
  equinoxWords.scaling("conv_default", uniformLaw, 1 / 3, "in", "equinox/nn/_conv.py"),
  equinoxWords.scaling("recurrent_default", uniformLaw, 1 / 3, "out", "equinox/nn/_rnn.py"),
  equinoxWords.law("embedding_default", {}, () => standardNormal, "equinox/nn/_embedding.py"),
];

const sklearnWords = framework("sklearn", "sklearn/neural_network/_multilayer_perceptron.py");

/** A multi-layer perceptron's weights: U(+-sqrt(6 / (n_in + n_out))), or with 2 for 6 where the units are logistic. */
const sklearn: readonly Initializer[] = [
  sklearnWords.rule("mlp_weights", { activation: "relu" }, ({ activation }) =>
    varianceScaling(
      uniformLaw,
      chosen("activation", activation, { relu: 1, tanh: 1, identity: 1, logistic: 1 / 3 }),
      "avg",
    ),
  ),
];

export const others: readonly Initializer[] = [...timm, ...chainer, ...equinox, ...sklearn];
