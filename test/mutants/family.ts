/** The right mean and variance, or nearly, in the wrong form. */
import {
  affine,
  clippedNormal,
  signedUniformLaw,
  standardDeviation,
  standardNormal,
  truncatedNormal,
} from "../../harness/contract/law/index.js";
import { independent, varianceScaling } from "../../harness/contract/rule/index.js";
import {
  boxMuller,
  from53Bits,
  fromBits,
  inverse,
  tailOf,
  type Uniform,
  xoshiro128,
  zigguratWith,
} from "../right/index.js";
import { drawing, entrywise, type Fill, fanInOf, heNormalFrom, type Mutant, right } from "./mutant.js";

const CUT = standardDeviation(clippedNormal(-2, 2));
const ENOUGH_FOR_TAILS = { shape: [300, 500], samples: 300_000 };

/** He normal from this way of turning uniforms into normals. */
const heNormalBy = (normalOf: (uniform: Uniform) => () => number, uniformOf = from53Bits): Fill =>
  heNormalFrom((seed) => normalOf(uniformOf(xoshiro128(seed))));

/** Twelve uniforms less six: the poor man's normal. */
const irwinHall = (uniform: Uniform) => () => {
  let sum = -6;
  for (let k = 0; k < 12; k++) sum += uniform();
  return sum;
};

export const familyMutants: readonly Mutant[] = [
  {
    name: "he-truncated-uncorrected",
    of: "keras:he_normal",
    mistake: "truncated-uncorrected",
    fill: entrywise(right("keras:he_normal"), (x) => CUT * x),
  },
  {
    name: "truncated-plain-normal",
    of: "keras:he_normal",
    mistake: "normal-not-truncated",
    fill: drawing(varianceScaling(standardNormal, 2, "in")),
  },
  {
    name: "truncated-clipped",
    of: "keras:he_normal",
    mistake: "clipped-not-truncated",
    fill: (request) => {
      const parent = Math.sqrt(2 / fanInOf(request)) / CUT;
      const normal = drawing(varianceScaling(standardNormal, 2 / CUT ** 2, "in"))(request);
      return normal.map((x) => Math.max(-2 * parent, Math.min(2 * parent, x)));
    },
  },
  {
    name: "truncated-normal-clipped",
    of: "truncated_normal",
    mistake: "clipped-not-truncated",
    fill: entrywise(drawing(independent(affine(standardNormal, 0.05))), (x) => Math.max(-0.1, Math.min(0.1, x))),
  },
  {
    name: "normal-truncated",
    of: "he_normal",
    mistake: "truncated-not-normal",
    fill: drawing(varianceScaling(truncatedNormal(2), 2, "in")),
  },
  {
    name: "normal-uniform",
    of: "he_normal",
    mistake: "uniform-not-normal",
    fill: drawing(varianceScaling(signedUniformLaw, 2, "in")),
  },
  {
    name: "uniform-normal",
    of: "he_uniform",
    mistake: "normal-not-uniform",
    fill: drawing(varianceScaling(standardNormal, 2, "in")),
  },
  {
    name: "uniform-truncated",
    of: "glorot_uniform",
    mistake: "normal-not-uniform",
    fill: drawing(varianceScaling(truncatedNormal(2), 1, "avg")),
  },
  {
    name: "irwin-hall",
    of: "he_normal",
    mistake: "other-law",
    also: ["truncated-not-normal"],
    fill: heNormalBy(irwinHall),
    seenAt: ENOUGH_FOR_TAILS,
  },
  {
    name: "ziggurat-tail-redrawn",
    of: "he_normal",
    mistake: "truncated-not-normal",
    fill: heNormalBy(zigguratWith(() => undefined)),
    seenAt: ENOUGH_FOR_TAILS,
  },
  {
    name: "ziggurat-tail-positive",
    of: "he_normal",
    mistake: "other-law",
    // It has no tail on the other side.
    also: ["truncated-not-normal"],
    fill: heNormalBy(zigguratWith((uniform) => tailOf(uniform))),
    seenAt: ENOUGH_FOR_TAILS,
  },
  {
    name: "box-muller-one-uniform",
    of: "he_normal",
    mistake: "wrong-scale",
    also: ["shifted-mean"],
    fill: heNormalBy((uniform) => () => {
      const u = 1 - uniform();
      return Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * u);
    }),
  },
  {
    name: "box-muller-24-bits",
    of: "he_normal",
    mistake: "truncated-not-normal",
    fill: heNormalBy(boxMuller, fromBits(24)),
    unseen: "cuts the tail at 5.77 standard deviations: 9.5e8 entries to suspect it, 3.8e9 to prove it",
  },
  {
    name: "one-sided-tail",
    of: "he_normal",
    mistake: "truncated-not-normal",
    also: ["wrong-scale"],
    fill: heNormalBy((uniform) => {
      const normal = inverse(uniform);
      return () => {
        for (;;) {
          const z = normal();
          if (z > -3.5) return z;
        }
      };
    }),
    seenAt: ENOUGH_FOR_TAILS,
  },
];
