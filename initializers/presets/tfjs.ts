/** TensorFlow.js as it draws: normals are truncated at 2 standard deviations and not rescaled. */
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
import { chosen, cut, fanNamed, framework, uniformLaw } from "./words.js";

const LAYERS = "tfjs-layers/src/layers";
const { law, rule, same, uncorrected } = framework("tfjs", "tfjs-layers/src/initializers.ts");

export const tfjs: readonly Initializer[] = [
  uncorrected("glorot_normal", 1, "avg"),
  uncorrected("he_normal", 2, "in"),
  uncorrected("lecun_normal", 1, "in"),
  same(glorotUniform),
  same(heUniform),
  same(lecunUniform),
  rule("variance_scaling", { scale: 1, mode: "fan_in", distribution: "normal" }, (p) => {
    const form = chosen("distribution", p.distribution, { normal: cut, uniform: uniformLaw });
    const kept = form === cut ? cut.variance : 1;
    return varianceScaling(form, p.scale * kept, fanNamed(p.mode, "fan_in fan_out fan_avg"));
  }),
  same(randomNormal),
  same(randomUniform),
  law("truncated_normal", { mean: 0, stddev: 0.05 }, (p) => affine(cut, p.stddev, p.mean)),
  same(orthogonal),
  same(identity),
  same(zeros),
  same(ones),
  same(constant),
  same(glorotUniform, "dense_default", {}, `${LAYERS}/core.ts`),
  same(glorotUniform, "conv_default", {}, `${LAYERS}/convolutional.ts`),
  same(randomUniform, "embedding_default", {}, `${LAYERS}/embeddings.ts`),
  same(orthogonal, "recurrent_default", {}, `${LAYERS}/recurrent.ts`),
];
