/** Flux.jl. A dense weight is stored `oi`, a convolution `whio`, both column-major. */
import type { Initializer } from "../../harness/contract/initializer.js";
import { affine, clippedNormal, type Law, standardNormal, uniform } from "../../harness/contract/law/index.js";
import { identity, orthogonal, sparseOutputs, varianceScaling } from "../../harness/contract/rule/index.js";
import { ones } from "../ones.js";
import { zeros } from "../zeros.js";
import { framework, normalLaw, uniformLaw } from "./words.js";

const { law, rule, same, scaling } = framework("flux", "Flux.jl/src/utils.jl");

const kaiming = (name: string, form: Law): Initializer =>
  rule(name, { gain: Math.SQRT2 }, ({ gain }) => varianceScaling(form, gain ** 2, "in"));

export const flux: readonly Initializer[] = [
  scaling("glorot_uniform", uniformLaw, 1, "avg"),
  scaling("glorot_normal", normalLaw, 1, "avg"),
  kaiming("kaiming_uniform", uniformLaw),
  kaiming("kaiming_normal", normalLaw),
  // lo and hi are values, not numbers of standard deviations.
  law("truncated_normal", { mean: 0, std: 1, lo: -2, hi: 2 }, ({ mean, std, lo, hi }) =>
    affine(clippedNormal((lo - mean) / std, (hi - mean) / std), std, mean),
  ),
  rule("orthogonal", { gain: 1 }, ({ gain }) => orthogonal(gain)),
  rule("sparse_init", { sparsity: 0.1, std: 0.01 }, ({ sparsity, std }) => sparseOutputs(sparsity, std)),
  rule("identity_init", { gain: 1 }, ({ gain }) => identity(gain)),
  law("rand32", {}, () => uniform(0, 1)),
  law("randn32", {}, () => standardNormal),
  same(zeros, "zeros32"),
  same(ones, "ones32"),
  scaling("dense_default", uniformLaw, 1, "avg", "Flux.jl/src/layers/basic.jl"),
  scaling("conv_default", uniformLaw, 1, "avg", "Flux.jl/src/layers/conv.jl"),
  same(zeros, "bias_default"),
];
