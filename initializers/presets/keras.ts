/** Keras 3 and tf.keras: normals are truncated at 2 standard deviations and rescaled. */
import type { Initializer } from "../../harness/contract/initializer.js";
import { affine } from "../../harness/contract/law/index.js";
import { varianceScaling } from "../../harness/contract/rule/index.js";
import { constant } from "../constant.js";
import { glorotUniform } from "../glorotUniform.js";
import { heUniform } from "../heUniform.js";
import { identity } from "../identity.js";
import { lecunUniform } from "../lecunUniform.js";
import { ones } from "../ones.js";
import { orthogonal } from "../orthogonal.js";
import { randomNormal } from "../randomNormal.js";
import { randomUniform } from "../randomUniform.js";
import { zeros } from "../zeros.js";
import { chosen, cut, fanNamed, framework, normalLaw, rescaled, uniformLaw } from "./words.js";

const { scaling, same, law, rule } = framework("keras", "keras/src/initializers/random_initializers.py");
const LAYERS = "keras/src/layers";

/** Its "normal" is truncated, too. */
const DISTRIBUTIONS = {
  normal: rescaled,
  truncated_normal: rescaled,
  untruncated_normal: normalLaw,
  uniform: uniformLaw,
};

export const keras: readonly Initializer[] = [
  scaling("glorot_normal", rescaled, 1, "avg"),
  scaling("he_normal", rescaled, 2, "in"),
  scaling("lecun_normal", rescaled, 1, "in"),
  same(glorotUniform),
  same(heUniform),
  same(lecunUniform),
  rule("variance_scaling", { scale: 1, mode: "fan_in", distribution: "truncated_normal" }, (p) =>
    varianceScaling(
      chosen("distribution", p.distribution, DISTRIBUTIONS),
      p.scale,
      fanNamed(p.mode, "fan_in fan_out fan_avg"),
    ),
  ),
  same(randomNormal),
  same(randomUniform),
  law("truncated_normal", { mean: 0, stddev: 0.05 }, (p) => affine(cut, p.stddev, p.mean)),
  same(orthogonal),
  same(identity),
  same(zeros),
  same(ones),
  same(constant),
  same(glorotUniform, "dense_default", {}, `${LAYERS}/core/dense.py`),
  same(glorotUniform, "conv_default", {}, `${LAYERS}/convolutional/base_conv.py`),
  same(randomUniform, "embedding_default", {}, `${LAYERS}/core/embedding.py`),
  same(orthogonal, "recurrent_default", {}, `${LAYERS}/rnn`),
];
