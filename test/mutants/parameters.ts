/** Parameters, fans and axes that were read wrongly, or not at all. */
import { affine, signedUniformLaw, standardNormal, uniform } from "../../harness/contract/law/index.js";
import { independent, varianceScaling } from "../../harness/contract/rule/index.js";
import { drawing, entrywise, type Mutant, readAs, right } from "./mutant.js";

const he = right("he_normal");

export const parameterMutants: readonly Mutant[] = [
  {
    name: "glorot-geometric-mean",
    of: "glorot_normal",
    mistake: "wrong-scale",
    fill: (request) =>
      drawing(independent(affine(standardNormal, (request.shape[0]! * request.shape[1]!) ** -0.25)))(request),
    seenAt: { shape: [30, 500] },
  },
  {
    name: "glorot-packed-normal",
    of: "glorot_normal",
    mistake: "groups-ignored",
    fill: readAs(varianceScaling(standardNormal, 1, "avg"), "io"),
    seenAt: { shape: [64, 192], layout: "i(go)", groups: 3 },
  },
  {
    name: "he-normal-oihw-for-hwio",
    of: "he_normal",
    mistake: "wrong-scale",
    fill: readAs(varianceScaling(standardNormal, 2, "in"), "oihw"),
    seenAt: { shape: [3, 2, 5, 7], layout: "hwio" },
  },
  {
    name: "glorot-uniform-hwio-for-oihw",
    of: "glorot_uniform",
    mistake: "wrong-scale",
    fill: readAs(varianceScaling(signedUniformLaw, 1, "avg"), "hwio"),
    seenAt: { shape: [16, 6, 5, 3], layout: "oihw" },
  },
  {
    name: "scale-twice",
    of: "glorot_uniform",
    mistake: "variance-as-sd",
    also: ["wrong-scale"],
    fill: entrywise(right("glorot_uniform"), (x, _, { shape }) => x * Math.sqrt(2 / (shape[0]! + shape[1]!))),
  },
  { name: "gain-twice", of: "he_normal", mistake: "gain-twice", fill: entrywise(he, (x) => x * Math.SQRT2) },
  {
    name: "stddev-ignored",
    of: "random_normal",
    mistake: "wrong-scale",
    fill: drawing(independent(affine(standardNormal, 0.05))),
    seenAt: { params: { mean: 0, stddev: 0.02 } },
  },
  {
    name: "uniform-shifted",
    of: "glorot_uniform",
    mistake: "shifted-mean",
    fill: entrywise(right("glorot_uniform"), (x) => x + 0.02),
  },
  {
    name: "mean-ignored",
    of: "random_normal",
    mistake: "shifted-mean",
    fill: drawing(independent(affine(standardNormal, 0.05))),
    seenAt: { params: { mean: 0.1, stddev: 0.05 } },
  },
  {
    name: "mean-and-stddev-swapped",
    of: "random_normal",
    mistake: "wrong-scale",
    also: ["shifted-mean"],
    fill: drawing(independent(affine(standardNormal, 0.1, 0.05))),
    seenAt: { params: { mean: 0.1, stddev: 0.05 } },
  },
  {
    name: "minval-ignored",
    of: "random_uniform",
    mistake: "half-range",
    also: ["wrong-scale", "shifted-mean"],
    fill: drawing(independent(uniform(0, 0.2))),
    seenAt: { params: { minval: -0.2, maxval: 0.2 } },
  },
  {
    name: "maxval-ignored",
    of: "random_uniform",
    mistake: "wrong-scale",
    also: ["shifted-mean"],
    fill: drawing(independent(uniform(-0.2, 0.05))),
    seenAt: { params: { minval: -0.2, maxval: 0.2 } },
  },
  {
    name: "uniform-0-1-for-glorot",
    of: "glorot_uniform",
    mistake: "wrong-scale",
    also: ["half-range", "shifted-mean"],
    fill: drawing(independent(uniform(0, 1))),
  },
  {
    name: "embedding-sd-one",
    of: "random_normal",
    mistake: "wrong-scale",
    also: ["extra-gain"],
    fill: drawing(independent(standardNormal)),
    seenAt: { params: { mean: 0, stddev: 0.02 } },
  },
  {
    name: "gpt2-residual-scale-left-out",
    of: "random_normal",
    mistake: "wrong-scale",
    also: ["extra-gain"],
    fill: drawing(independent(affine(standardNormal, 0.02))),
    seenAt: { params: { mean: 0, stddev: 0.02 / Math.sqrt(24) } },
  },
  {
    name: "float16-other-scale",
    of: "he_normal",
    mistake: "wrong-scale",
    also: ["missing-gain"],
    fill: entrywise(he, (x, _, { dtype }) => (dtype === "float16" ? 0.65 * x : x)),
    seenAt: { dtype: "float16" },
  },
  {
    name: "bfloat16-other-scale",
    of: "glorot_uniform",
    mistake: "wrong-scale",
    fill: entrywise(right("glorot_uniform"), (x, _, { dtype }) => (dtype === "bfloat16" ? 1.1 * x : x)),
    seenAt: { dtype: "bfloat16" },
  },
  {
    name: "lora-b-drawn",
    of: "zeros",
    mistake: "wrong-scale",
    also: ["outliers"],
    fill: drawing(varianceScaling(signedUniformLaw, 1 / 3, "in")),
  },
  { name: "zeros-negative", of: "zeros", mistake: "wrong-scale", fill: entrywise(right("zeros"), () => -0) },
];
