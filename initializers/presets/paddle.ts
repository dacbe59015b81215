/** Paddle: linear weights are stored `io`, convolutions `oihw`; the normals of Xavier and Kaiming are not truncated. */
import type { Initializer } from "../../harness/contract/initializer.js";
import { affine, clippedNormal, type Law, standardNormal, uniform } from "../../harness/contract/law/index.js";
import { varianceScaling } from "../../harness/contract/rule/index.js";
import { constant } from "../constant.js";
import { dirac } from "../dirac.js";
import { glorotUniform } from "../glorotUniform.js";
import { orthogonal } from "../orthogonal.js";
import { zeros } from "../zeros.js";
import { fanNamed, framework, normalLaw, squaredGain, uniformLaw } from "./words.js";

const { law, rule, same, scaling } = framework("paddle", "paddle/nn/initializer");
const LAYERS = "paddle/nn/layer";

/** Var(w) = gain^2 / fan_avg. */
const xavier = (name: string, form: Law): Initializer =>
  rule(name, { gain: 1 }, ({ gain }) => varianceScaling(form, gain ** 2, "avg"));

/** Var(w) = gain^2 / fan. */
const kaiming = (name: string, form: Law): Initializer =>
  rule(name, { negative_slope: 0, nonlinearity: "relu", mode: "fan_in" }, ({ negative_slope, nonlinearity, mode }) =>
    varianceScaling(form, squaredGain(nonlinearity, negative_slope), fanNamed(mode)),
  );

export const paddle: readonly Initializer[] = [
  xavier("xavier_uniform", uniformLaw),
  xavier("xavier_normal", normalLaw),
  kaiming("kaiming_uniform", uniformLaw),
  kaiming("kaiming_normal", normalLaw),
  law("uniform", { low: -1, high: 1 }, ({ low, high }) => uniform(low, high)),
  law("normal", { mean: 0, std: 1 }, ({ mean, std }) => affine(standardNormal, std, mean)),
  // a and b are values, not numbers of standard deviations.
  law("truncated_normal", { mean: 0, std: 1, a: -2, b: 2 }, ({ mean, std, a, b }) =>
    affine(clippedNormal((a - mean) / std, (b - mean) / std), std, mean),
  ),
  same(orthogonal),
  same(dirac),
  same(constant),
  same(glorotUniform, "linear_default", {}, `${LAYERS}/common.py`),
  same(glorotUniform, "embedding_default", {}, `${LAYERS}/common.py`),
  scaling("conv_default", normalLaw, 2, "in", `${LAYERS}/conv.py`),
  same(glorotUniform, "conv_transpose_default", {}, `${LAYERS}/conv.py`),
  scaling("recurrent_default", uniformLaw, 1 / 3, "out", `${LAYERS}/rnn.py`),
  same(zeros, "bias_default", {}, `${LAYERS}/common.py`),
];
