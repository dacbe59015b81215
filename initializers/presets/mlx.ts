/** MLX: the default gain of He is 1, so that its variance is LeCun's. Convolutions are stored `ohwi`. */
import type { Initializer } from "../../harness/contract/initializer.js";
import { affine, type Law, standardNormal, uniform } from "../../harness/contract/law/index.js";
import { identity, orthogonal, sparse, varianceScaling } from "../../harness/contract/rule/index.js";
import { constant } from "../constant.js";
import { fanNamed, framework, normalLaw, uniformLaw } from "./words.js";

const { law, rule, same, scaling } = framework("mlx", "mlx/nn/init.py");
const LAYERS = "mlx/nn/layers";

const glorot = (name: string, form: Law): Initializer =>
  rule(name, { gain: 1 }, ({ gain }) => varianceScaling(form, gain ** 2, "avg"));

const he = (name: string, form: Law): Initializer =>
  rule(name, { gain: 1, mode: "fan_in" }, ({ gain, mode }) => varianceScaling(form, gain ** 2, fanNamed(mode)));

export const mlx: readonly Initializer[] = [
  same(constant),
  law("normal", { mean: 0, std: 1 }, ({ mean, std }) => affine(standardNormal, std, mean)),
  law("uniform", { low: 0, high: 1 }, ({ low, high }) => uniform(low, high)),
  rule("identity", {}, () => identity(1)),
  glorot("glorot_normal", normalLaw),
  glorot("glorot_uniform", uniformLaw),
  he("he_normal", normalLaw),
  he("he_uniform", uniformLaw),
  // Zeros are counted in every row of the matrix of outputs by inputs; its mean other than 0 is no law of ours.
  rule("sparse", { sparsity: 0.1, std: 1 }, ({ sparsity, std }) => sparse(sparsity, std)),
  rule("orthogonal", { gain: 1 }, ({ gain }) => orthogonal(gain)),
  scaling("linear_default", uniformLaw, 1 / 3, "in", `${LAYERS}/linear.py`),
  scaling("conv_default", uniformLaw, 1 / 3, "in", `${LAYERS}/convolution.py`),
  // The table is stored `oi`: a row of features for every word.
  scaling("embedding_default", normalLaw, 1, "in", `${LAYERS}/embedding.py`),
  // All tensors of a recurrent layer are U(+-1/sqrt(hidden)), and hidden is what one gate puts out.
  scaling("recurrent_default", uniformLaw, 1 / 3, "out", `${LAYERS}/recurrent.py`),
];
