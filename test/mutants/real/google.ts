/** Bugs that shipped, or nearly did, in Keras, TensorFlow.js, JAX and what stands on them: each with where it was reported. */
import { clippedNormal, signedUniformLaw, standardNormal, uniform } from "../../../harness/contract/law/index.js";
import { independent, varianceScaling } from "../../../harness/contract/rule/index.js";
import { boxMuller, from53Bits, xoshiro128 } from "../../right/index.js";
import { drawing, entriesFrom, fanned, type Mutant, readAs, right, spoiled } from "../mutant.js";

const heNormal = varianceScaling(standardNormal, 2, "in");
const glorotUniform = varianceScaling(signedUniformLaw, 1, "avg");
const CONV = { shape: [3, 2, 5, 7], layout: "hwio" };
const cutAt2 = clippedNormal(-2, 2);

export const googleMutants: readonly Mutant[] = [
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
    // Keras PR #22789: an axis of independent matrices read as receptive field
    name: "keras-einsum-as-conv",
    of: "glorot_uniform",
    mistake: "groups-ignored",
    fill: readAs(glorotUniform, "wio"),
    seenAt: { shape: [8, 16, 32], layout: "gio" },
  },
  {
    // haiku hk.Linear against flax Dense
    name: "haiku-linear-for-flax",
    of: "jax:lecun_normal",
    mistake: "truncated-uncorrected",
    fill: drawing(varianceScaling(cutAt2, cutAt2.variance, "in")),
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
];
