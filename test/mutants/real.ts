/** Bugs that shipped, or nearly did, in frameworks people use: each with where it was reported. */
import { affine, clippedNormal, signedUniformLaw, standardNormal, uniform } from "../../harness/law/index.js";
import { independent, orthogonal, sparse, varianceScaling } from "../../harness/rule/index.js";
import { boxMuller, from53Bits, xoshiro128 } from "../right/index.js";
import { drawing, entriesFrom, entrywise, fanInOf, fanned, type Mutant, readAs, right, spoiled } from "./mutant.js";

const heNormal = varianceScaling(standardNormal, 2, "in");
const glorotUniform = varianceScaling(signedUniformLaw, 1, "avg");
const CONV = { shape: [3, 2, 5, 7], layout: "hwio" };
const cutAt2 = clippedNormal(-2, 2);

export const realMutants: readonly Mutant[] = [
  {
    // tensorflow/tfjs #8594; Keras #8048
    name: "tfjs-lecun-normal",
    of: "keras:lecun_normal",
    mistake: "truncated-uncorrected",
    fill: drawing(varianceScaling(cutAt2, cutAt2.variance, "in")),
  },
  {
    // tensorflow/tfjs #8594, held to the untruncated contract
    name: "tfjs-he-normal-plain",
    of: "he_normal",
    mistake: "truncated-uncorrected",
    also: ["truncated-not-normal"],
    fill: drawing(varianceScaling(cutAt2, 2 * cutAt2.variance, "in")),
  },
  {
    // tensorflow/tfjs #7104
    name: "tfjs-seed-ignored",
    of: "glorot_uniform",
    mistake: "seed-ignored",
    fill: (() => {
      let calls = 0;
      return (request) => right("glorot_uniform")({ ...request, seed: calls++ });
    })(),
  },
  {
    // tfjs-layers `args.minval || DEFAULT_MINVAL`: a bound of 0 is not taken
    name: "tfjs-falsy-minval",
    of: "random_uniform",
    mistake: "wrong-scale",
    also: ["shifted-mean"],
    fill: drawing(independent(uniform(-0.05, 1))),
    seenAt: { params: { minval: 0, maxval: 1 } },
  },
  {
    // Keras #11773, tensorflow #31192: depthwise kernels read as [.., inputs, outputs]
    name: "keras-depthwise-fans",
    of: "he_normal",
    mistake: "groups-ignored",
    fill: readAs(heNormal, "hwio"),
    seenAt: { shape: [3, 3, 64, 1], layout: "hwgo" },
  },
  {
    // Keras #11773: a transposed convolution's kernel is [.., outputs, inputs]
    name: "keras-transposed-conv-fans",
    of: "he_normal",
    mistake: "fan-out-for-fan-in",
    fill: readAs(heNormal, "hwio"),
    seenAt: { shape: [3, 3, 64, 8], layout: "hwoi" },
  },
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
    // pytorch #23854; mlx #4536: grouped convolutions
    name: "mlx-grouped-conv-bound",
    of: "torch:conv_default",
    mistake: "groups-ignored",
    fill: fanned(varianceScaling(signedUniformLaw, 1 / 3, "in"), ({ fanIn, groups }) => ({ fanIn: fanIn * groups })),
    seenAt: { shape: [24, 4, 3, 2], layout: "(go)ihw", groups: 3 },
  },
  {
    // pytorch #166853: bfloat16 normals on the CPU never fall below -3.5
    name: "torch-bf16-no-lower-tail",
    of: "torch:normal_",
    mistake: "truncated-not-normal",
    also: ["wrong-scale"],
    fill: entriesFrom((seed) => {
      const normal = boxMuller(from53Bits(xoshiro128(seed)));
      return () => Math.max(normal(), -3.5);
    }),
    seenAt: { shape: [300, 500], samples: 300_000 },
  },
  {
    // keras/src/backend/torch/random.py: the first of four normals within the bound, or the first of all
    name: "keras-torch-out-of-bound",
    of: "keras:truncated_normal",
    mistake: "outliers",
    also: ["normal-not-truncated"],
    fill: entriesFrom((seed) => {
      const normal = boxMuller(from53Bits(xoshiro128(seed)));
      return () => {
        const four = [normal(), normal(), normal(), normal()];
        return 0.05 * (four.find((z) => Math.abs(z) <= 2) ?? four[0]!);
      };
    }),
    seenAt: { shape: [1000, 1500], samples: 3_000_000 },
  },
  {
    // Keras PR #2252, Chainer PR #1774, tinygrad: fan_out without the receptive field
    name: "keras-conv-fan-out",
    of: "glorot_uniform",
    mistake: "receptive-field-ignored",
    also: ["wrong-scale"],
    fill: fanned(glorotUniform, ({ outputs }) => ({ fanOut: outputs })),
    seenAt: CONV,
  },
  {
    // Flux.jl #442: the sum of the dimensions
    name: "flux-sum-of-dims",
    of: "glorot_uniform",
    mistake: "receptive-field-ignored",
    also: ["wrong-scale"],
    fill: fanned(glorotUniform, ({ inputs, outputs, dims, letters }) => {
      const field = letters.reduce((sum, { name, size }) => sum + ("gio".includes(name) ? 0 : size), 0);
      return dims.length === 2 ? {} : { fanIn: inputs + field, fanOut: outputs };
    }),
    seenAt: { shape: [3, 3, 16, 32], layout: "hwio" },
  },
  {
    // 3D-ResNets-PyTorch #23: two of the kernel's three axes
    name: "resnet-3d-two-kernel-axes",
    of: "he_normal",
    mistake: "receptive-field-ignored",
    also: ["wrong-scale"],
    fill: fanned(heNormal, ({ inputs, dims }) => ({ fanIn: inputs * dims[0]! * dims[1]! })),
    seenAt: { shape: [3, 3, 3, 4, 8], layout: "dhwio" },
  },
  {
    // Keras PR #22789: an axis of independent matrices read as receptive field
    name: "keras-einsum-as-conv",
    of: "glorot_uniform",
    mistake: "groups-ignored",
    fill: readAs(glorotUniform, "wio"),
    seenAt: { shape: [8, 16, 32], layout: "gio" },
  },
  {
    // Knet.jl PR #311
    name: "knet-mean-not-zero",
    of: "glorot_uniform",
    mistake: "half-range",
    also: ["shifted-mean"],
    fill: entrywise(right("glorot_uniform"), Math.abs),
  },
  {
    // LBANN PR #316
    name: "lbann-he-uniform-is-normal",
    of: "he_uniform",
    mistake: "normal-not-uniform",
    fill: drawing(heNormal),
  },
  {
    // MXNet PR #1148: an integer division makes the scale 0
    name: "mxnet-integer-division",
    of: "glorot_uniform",
    mistake: "all-zero",
    fill: entrywise(right("glorot_uniform"), (x, _, request) => Math.floor(3 / fanInOf(request)) * x),
  },
  {
    // tflearn #870: sqrt(3 / (in + out))
    name: "tflearn-xavier-normal",
    of: "glorot_normal",
    mistake: "wrong-scale",
    also: ["extra-gain"],
    fill: drawing(varianceScaling(standardNormal, 3 / 2, "avg")),
  },
  {
    // tch-rs PR #573: off by sqrt(6)
    name: "tch-kaiming-uniform",
    of: "he_uniform",
    mistake: "wrong-scale",
    also: ["limit-is-sd", "missing-gain"],
    fill: drawing(varianceScaling(signedUniformLaw, 1 / 3, "in")),
  },
  {
    // mlx/nn/init.py: the default gain of He is 1
    name: "mlx-he-gain",
    of: "he_normal",
    mistake: "missing-gain",
    fill: drawing(varianceScaling(standardNormal, 1, "in")),
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
    // haiku hk.Linear against flax Dense
    name: "haiku-linear-for-flax",
    of: "jax:lecun_normal",
    mistake: "truncated-uncorrected",
    fill: drawing(varianceScaling(cutAt2, cutAt2.variance, "in")),
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
    // Flax PR #2665: every matrix of a batch drawn with the same key
    name: "flax-batch-repeats",
    of: "jax:lecun_normal",
    mistake: "repeated-block",
    fill: spoiled(right("jax:lecun_normal"), (w, { shape }) => {
      const block = w.length / shape[0]!;
      for (let k = 1; k < shape[0]!; k++) w.copyWithin(k * block, 0, block);
    }),
    seenAt: { shape: [8, 16, 32], layout: "gio" },
  },
  {
    // jax/_src/random.py: a bfloat16 uniform is made of 8 bits, 128 values
    name: "jax-bf16-eight-bits",
    of: "jax:glorot_uniform",
    mistake: "few-states",
    also: ["low-precision", "shifted-mean"],
    fill: entriesFrom((seed, { shape }) => {
      const words = xoshiro128(seed);
      const limit = Math.sqrt(6 / (shape[0]! + shape[1]!));
      return () => limit * (2 * ((words() >>> 25) / 128) - 1);
    }),
    seenAt: { dtype: "bfloat16" },
  },
  {
    // tinygrad #3611, CUDA.jl #1464: Box-Muller takes the logarithm of 0, which a float16 uniform gives once in 2048
    name: "fp16-log-of-zero",
    of: "he_normal",
    mistake: "outliers",
    fill: entriesFrom((seed, request) => {
      const words = xoshiro128(seed);
      const sd = Math.sqrt(2 / fanInOf(request));
      return () => {
        const radius = Math.sqrt(-2 * Math.log((words() >>> 21) * 2 ** -11));
        return sd * radius * Math.cos(2 * Math.PI * (words() * 2 ** -32));
      };
    }),
  },
  {
    // chainer #5615, tensorflow PR #9429: QR without the signs of R, by way of LAPACK's convention that Q11 <= 0
    name: "chainer-orthogonal-first-sign",
    of: "orthogonal",
    mistake: "not-haar",
    fill: spoiled(right("orthogonal"), (w, { shape }) => {
      const columns = shape.at(-1)!;
      if (w[0]! > 0) for (let c = 0; c < columns; c++) w[c]! *= -1;
    }),
    seenAt: { shape: [3, 5] },
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
