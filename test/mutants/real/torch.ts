/** Bugs that shipped, or nearly did, in PyTorch and what stands on it: each with where it was reported. */
import { affine, signedUniformLaw, standardNormal } from "../../../harness/contract/law/index.js";
import { independent, orthogonal, sparse, varianceScaling } from "../../../harness/contract/rule/index.js";
import { boxMuller, from53Bits, xoshiro128 } from "../../right/index.js";
import { drawing, entriesFrom, entrywise, fanned, type Mutant, readAs, right, spoiled } from "../mutant.js";

const heNormal = varianceScaling(standardNormal, 2, "in");
const glorotUniform = varianceScaling(signedUniformLaw, 1, "avg");

export const torchMutants: readonly Mutant[] = [
  {
    // pytorch #155588: in bfloat16 erfinv(+-1) is infinite 391 times in 1e5, and is clamped to the bound
    name: "torch-trunc-normal-bf16",
    of: "torch:trunc_normal_",
    mistake: "outliers",
    also: ["clipped-not-truncated"],
    fill: entriesFrom((seed) => {
      const u = from53Bits(xoshiro128(seed));
      const normal = boxMuller(u);
      return () => (u() < 391e-5 ? -2 : 0.02 * normal());
    }),
    seenAt: { params: { mean: 0, std: 0.02, a: -2, b: 2 } },
  },
  {
    // pytorch #166378: q, k and v packed in one matrix have three times the fan_out
    name: "torch-packed-qkv",
    of: "torch:xavier_uniform_",
    mistake: "groups-ignored",
    fill: readAs(glorotUniform, "oi"),
    seenAt: { shape: [192, 64], layout: "(go)i", groups: 3 },
  },
  {
    // pytorch #166853: bfloat16 normals on the CPU never fall below -3.5
    name: "torch-bf16-no-lower-tail",
    of: "torch:normal_",
    mistake: "clipped-not-truncated",
    fill: entriesFrom((seed) => {
      const normal = boxMuller(from53Bits(xoshiro128(seed)));
      return () => Math.max(normal(), -3.5);
    }),
    seenAt: { shape: [300, 500], samples: 300_000 },
  },
  {
    // 3D-ResNets-PyTorch #23: two of the kernel's three axes
    name: "resnet-3d-two-kernel-axes",
    of: "he_normal",
    mistake: "receptive-field-ignored",
    also: ["fan-scaled"],
    fill: fanned(heNormal, ({ inputs, dims }) => ({ fanIn: inputs * dims[0]! * dims[1]! })),
    seenAt: { shape: [3, 3, 3, 4, 8], layout: "dhwio" },
  },
  {
    // pytorch #15314: a = sqrt(5) read as a gain, not as a slope
    name: "torch-slope-as-gain",
    of: "torch:linear_default",
    mistake: "extra-gain",
    also: ["wrong-scale"],
    fill: drawing(varianceScaling(signedUniformLaw, 5, "in")),
  },
  {
    // llm-random #508: a standard deviation passed where a variance is meant
    name: "llm-random-sd-as-variance",
    of: "random_normal",
    mistake: "sd-as-variance",
    fill: drawing(independent(affine(standardNormal, Math.sqrt(0.02)))),
    seenAt: { params: { mean: 0, stddev: 0.02 } },
  },
  {
    // torchtitan, OLMo-core PR #307: every shard drawn with the same seed
    name: "fsdp-equal-shards",
    of: "he_normal",
    mistake: "repeated-block",
    fill: spoiled(right("he_normal"), (w) => {
      const shard = w.length / 4;
      for (let k = 1; k < 4; k++) w.copyWithin(k * shard, 0, shard);
    }),
    seenAt: { shape: [64, 96] },
  },
  {
    // cleanrl #358: four gates of an LSTM in one orthogonal matrix
    name: "lstm-fused-orthogonal",
    of: "torch:orthogonal_",
    mistake: "not-orthogonal",
    also: ["groups-ignored"],
    fill: readAs(orthogonal(1), "oi"),
    seenAt: { shape: [128, 32], layout: "(go)i", groups: 4 },
  },
  {
    // pytorch PR #2130, mlx #3725: zeros counted along the wrong axis
    name: "sparse-wrong-axis",
    of: "sparse",
    mistake: "wrong-scale",
    fill: readAs(sparse(0.3, 0.01), "oi"),
    seenAt: { params: { sparsity: 0.3, stddev: 0.01 } },
  },
  {
    // transformers #143: a normalization's scale drawn like any weight
    name: "norm-scale-drawn",
    of: "ones",
    mistake: "wrong-scale",
    also: ["outliers", "shifted-mean"],
    fill: drawing(independent(affine(standardNormal, 0.02))),
  },
  {
    // microsoft/LoRA #121: A and B swapped, so that the one that must be random is zero
    name: "lora-swapped",
    of: "he_uniform",
    mistake: "all-zero",
    fill: entrywise(right("he_uniform"), () => 0),
  },
];
