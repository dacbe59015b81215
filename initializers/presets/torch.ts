/** torch.nn.init: normals are not truncated. What layers start with is in torchLayers.ts. */
import type { Initializer } from "../../harness/contract/initializer.js";
import { affine, clippedNormal, type Law, standardNormal, uniform } from "../../harness/contract/law/index.js";
import { constant, identity, sparseOutputs, varianceScaling } from "../../harness/contract/rule/index.js";
import { dirac } from "../dirac.js";
import { ones } from "../ones.js";
import { orthogonal } from "../orthogonal.js";
import { zeros } from "../zeros.js";
import { fanNamed, framework, normalLaw, squaredGain, uniformLaw } from "./words.js";

const { law, rule, same } = framework("torch", "torch/nn/init.py");

/** Var(w) = gain^2 / fan_avg. */
const xavier = (name: string, form: Law): Initializer =>
  rule(name, { gain: 1 }, ({ gain }) => varianceScaling(form, gain ** 2, "avg"));

/** Var(w) = gain^2 / fan. */
const kaiming = (name: string, form: Law): Initializer =>
  rule(name, { a: 0, mode: "fan_in", nonlinearity: "leaky_relu" }, ({ a, mode, nonlinearity }) =>
    varianceScaling(form, squaredGain(nonlinearity, a), fanNamed(mode)),
  );

export const torch: readonly Initializer[] = [
  xavier("xavier_uniform_", uniformLaw),
  xavier("xavier_normal_", normalLaw),
  kaiming("kaiming_uniform_", uniformLaw),
  kaiming("kaiming_normal_", normalLaw),
  law("uniform_", { a: 0, b: 1 }, ({ a, b }) => uniform(a, b)),
  law("normal_", { mean: 0, std: 1 }, ({ mean, std }) => affine(standardNormal, std, mean)),
  // a and b are values, not numbers of standard deviations.
  law("trunc_normal_", { mean: 0, std: 1, a: -2, b: 2 }, ({ mean, std, a, b }) =>
    affine(clippedNormal((a - mean) / std, (b - mean) / std), std, mean),
  ),
  same(orthogonal, "orthogonal_"),
  same(dirac, "dirac_"),
  rule("eye_", {}, () => identity(1)),
  same(zeros, "zeros_"),
  same(ones, "ones_"),
  rule("constant_", { val: 0 }, ({ val }) => constant(val)),
  // Zeros are counted in every column of the matrix of outputs by inputs. sparsity has no default there.
  rule("sparse_", { sparsity: 0.1, std: 0.01 }, ({ sparsity, std }) => sparseOutputs(sparsity, std)),
];
