/** Bugs that shipped, or nearly did, in other frameworks: each with where it was reported. */
import { signedUniformLaw, standardNormal } from "../../../harness/contract/law/index.js";
import { varianceScaling } from "../../../harness/contract/rule/index.js";
import { xoshiro128 } from "../../right/index.js";
import { drawing, entriesFrom, entrywise, fanInOf, fanned, type Mutant, right, spoiled } from "../mutant.js";

const heNormal = varianceScaling(standardNormal, 2, "in");
const glorotUniform = varianceScaling(signedUniformLaw, 1, "avg");

export const othersMutants: readonly Mutant[] = [
  {
    // pytorch #23854; mlx #4536: grouped convolutions
    name: "mlx-grouped-conv-bound",
    of: "torch:conv_default",
    mistake: "groups-ignored",
    fill: fanned(varianceScaling(signedUniformLaw, 1 / 3, "in"), ({ fanIn, groups }) => ({ fanIn: fanIn * groups })),
    seenAt: { shape: [24, 4, 3, 2], layout: "(go)ihw", groups: 3 },
  },
  {
    // Flux.jl #442: the sum of the dimensions
    name: "flux-sum-of-dims",
    of: "glorot_uniform",
    mistake: "receptive-field-ignored",
    also: ["fan-scaled"],
    fill: fanned(glorotUniform, ({ inputs, outputs, dims, letters }) => {
      const field = letters.reduce((sum, { name, size }) => sum + ("gio".includes(name) ? 0 : size), 0);
      return dims.length === 2 ? {} : { fanIn: inputs + field, fanOut: outputs };
    }),
    seenAt: { shape: [3, 3, 16, 32], layout: "hwio" },
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
];
