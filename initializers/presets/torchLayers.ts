/**
 * What PyTorch's layers start with, weights and biases, as their documentation has it. Layouts are those the layers store:
 * `oi`, `oihw`, `(go)ihw` for groups, `iohw` or `(gi)ohw` for transposed convolutions, `(go)i` for packed gates and
 * projections, `oig` for a bilinear form.
 */
import type { Initializer } from "../../harness/contract/initializer.js";
import { standardNormal, uniform } from "../../harness/contract/law/index.js";
import { ones } from "../ones.js";
import { zeros } from "../zeros.js";
import { framework, normalLaw, uniformLaw } from "./words.js";

const MODULES = "torch/nn/modules";
const { law, scaling, same } = framework("torch", MODULES);

/** U(+-1/sqrt(fan)): kaiming_uniform_ with a = sqrt(5), which is no gain but a slope. */
const third = (name: string, fan: "in" | "out", file: string): Initializer =>
  scaling(name, uniformLaw, 1 / 3, fan, `${MODULES}/${file}`);

/** A bias is drawn by the fan of the weight that it goes with, which its own shape does not tell. */
const bias = (name: string, file: string): Initializer => ({
  ...law(name, { fan_in: 64 }, ({ fan_in: n }) => uniform(-1 / Math.sqrt(n), 1 / Math.sqrt(n)), `${MODULES}/${file}`),
  isOfModel: true,
});

/** All tensors of a recurrent layer are U(+-1/sqrt(hidden)), and hidden is what one gate puts out. */
const recurrent = ["rnn", "lstm", "gru"].flatMap((kind) => [
  third(`${kind}_default`, "out", "rnn.py"),
  third(`${kind}_recurrent_default`, "out", "rnn.py"),
  third(`${kind}_bias_default`, "out", "rnn.py"),
]);

export const torchLayers: readonly Initializer[] = [
  third("linear_default", "in", "linear.py"),
  bias("linear_bias_default", "linear.py"),
  third("conv_default", "in", "conv.py"),
  bias("conv_bias_default", "conv.py"),
  // Documented as k = groups / (C_out x kernel): the fan of outputs.
  third("conv_transpose_default", "out", "conv.py"),
  third("bilinear_default", "in", "linear.py"),
  law("embedding_default", {}, () => standardNormal, `${MODULES}/sparse.py`),
  ...recurrent,
  // Three square projections in one tensor, xavier_uniform_ as for each apart.
  scaling("mha_in_proj", uniformLaw, 1, "avg", `${MODULES}/activation.py`),
  scaling("mha_separate_proj", uniformLaw, 1, "avg", `${MODULES}/activation.py`),
  scaling("mha_bias_kv", normalLaw, 1, "avg", `${MODULES}/activation.py`),
  third("mha_out_proj", "in", "activation.py"),
  same(zeros, "mha_bias_default", {}, `${MODULES}/activation.py`),
  same(ones, "norm_weight_default", {}, `${MODULES}/normalization.py`),
  same(zeros, "norm_bias_default", {}, `${MODULES}/normalization.py`),
];
