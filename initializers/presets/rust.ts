/** Burn and Candle. Burn's Kaiming takes its gain from the caller; the default here is that of its layers. */
import type { Initializer } from "../../harness/contract/initializer.js";
import { affine, type Law, standardNormal, uniform } from "../../harness/contract/law/index.js";
import { constant as constantRule, orthogonal, varianceScaling } from "../../harness/contract/rule/index.js";
import { constant } from "../constant.js";
import { ones } from "../ones.js";
import { zeros } from "../zeros.js";
import { chosen, fanNamed, framework, normalLaw, uniformLaw } from "./words.js";

const burnWords = framework("burn", "burn-core/src/module/initializer.rs");

const burnKaiming = (name: string, form: Law): Initializer =>
  burnWords.rule(name, { gain: 1 / Math.sqrt(3), fan_out_only: "false" }, ({ gain, fan_out_only }) =>
    varianceScaling(form, gain ** 2, chosen("fan_out_only", fan_out_only, { false: "in", true: "out" } as const)),
  );

const burnXavier = (name: string, form: Law): Initializer =>
  burnWords.rule(name, { gain: 1 }, ({ gain }) => varianceScaling(form, gain ** 2, "avg"));

const burn: readonly Initializer[] = [
  burnWords.same(constant),
  burnWords.same(ones),
  burnWords.same(zeros),
  burnWords.law("uniform", { min: 0, max: 1 }, ({ min, max }) => uniform(min, max)),
  burnWords.law("normal", { mean: 0, std: 1 }, ({ mean, std }) => affine(standardNormal, std, mean)),
  burnKaiming("kaiming_uniform", uniformLaw),
  burnKaiming("kaiming_normal", normalLaw),
  burnXavier("xavier_uniform", uniformLaw),
  burnXavier("xavier_normal", normalLaw),
  burnWords.rule("orthogonal", { gain: 1 }, ({ gain }) => orthogonal(gain)),
  burnWords.scaling("linear_default", uniformLaw, 1 / 3, "in", "burn-nn/src/modules/linear.rs"),
  burnWords.scaling("conv_default", uniformLaw, 1 / 3, "in", "burn-nn/src/modules/conv"),
  burnWords.scaling("lstm_default", normalLaw, 1, "avg", "burn-nn/src/modules/rnn/lstm.rs"),
  burnWords.scaling("gru_default", normalLaw, 1, "avg", "burn-nn/src/modules/rnn/gru.rs"),
  burnWords.law("embedding_default", {}, () => standardNormal, "burn-nn/src/modules/embedding.rs"),
];

const candleWords = framework("candle", "candle-nn/src/init.rs");
/** The squared gains of its non-linearities. */
const SQUARED_GAINS = { relu: 2, tanh: (5 / 3) ** 2, linear: 1, sigmoid: 1, selu: (3 / 4) ** 2 };

const candleKaiming = (name: string, form: Law): Initializer =>
  candleWords.rule(name, { fan: "fan_in", non_linearity: "relu" }, ({ fan, non_linearity }) =>
    varianceScaling(form, chosen("non_linearity", non_linearity, SQUARED_GAINS), fanNamed(fan)),
  );

const candle: readonly Initializer[] = [
  candleWords.rule("const", { value: 0 }, ({ value }) => constantRule(value)),
  candleWords.law("randn", { mean: 0, stdev: 1 }, ({ mean, stdev }) => affine(standardNormal, stdev, mean)),
  candleWords.law("uniform", { lo: 0, up: 1 }, ({ lo, up }) => uniform(lo, up)),
  candleKaiming("kaiming_uniform", uniformLaw),
  candleKaiming("kaiming_normal", normalLaw),
  candleWords.scaling("linear_default", normalLaw, 2, "in", "candle-nn/src/linear.rs"),
  candleWords.scaling("conv_default", normalLaw, 2, "in", "candle-nn/src/conv.rs"),
  candleWords.law("embedding_default", {}, () => standardNormal, "candle-nn/src/embedding.rs"),
];

export const rust: readonly Initializer[] = [...burn, ...candle];
