/** The right family at the right fan, stretched or shifted wrongly. */
import { affine, signedUniformLaw, standardNormal, uniform } from "../../harness/contract/law/index.js";
import { independent, varianceScaling } from "../../harness/contract/rule/index.js";
import { drawing, entrywise, fanInOf, type Mutant, right } from "./mutant.js";

/** n that the escalation rule needs for these small effects, rounded up. */
const ONE_PERCENT = { shape: [300, 500], samples: 300_000 };
const HUNDREDTH_SD = { shape: [300, 500], samples: 600_000 };
const THIRD_PERCENT = { shape: [1000, 1500], samples: 3_000_000 };

const stretched = (contract: string, factor: number) => entrywise(right(contract), (x) => factor * x);

export const scaleMutants: readonly Mutant[] = [
  {
    name: "he-normal-variance-as-sd",
    of: "he_normal",
    mistake: "variance-as-sd",
    fill: (request) => drawing(independent(affine(standardNormal, 2 / fanInOf(request))))(request),
  },
  {
    name: "lecun-normal-sd-1-over-n",
    of: "lecun_normal",
    mistake: "variance-as-sd",
    fill: (request) => drawing(independent(affine(standardNormal, 1 / fanInOf(request))))(request),
  },
  {
    name: "lecun-truncated-variance-as-sd",
    of: "keras:lecun_normal",
    mistake: "variance-as-sd",
    fill: entrywise(right("keras:lecun_normal"), (x, _, request) => x / Math.sqrt(fanInOf(request))),
  },
  {
    name: "random-normal-sd-as-variance",
    of: "random_normal",
    mistake: "sd-as-variance",
    fill: drawing(independent(affine(standardNormal, Math.sqrt(0.05)))),
  },
  {
    name: "he-normal-no-gain",
    of: "he_normal",
    mistake: "missing-gain",
    fill: drawing(varianceScaling(standardNormal, 1, "in")),
  },
  {
    name: "he-uniform-root-three",
    of: "he_uniform",
    mistake: "missing-gain",
    fill: drawing(varianceScaling(signedUniformLaw, 1, "in")),
  },
  {
    name: "he-normal-tanh-gain",
    of: "he_normal",
    mistake: "extra-gain",
    fill: drawing(varianceScaling(standardNormal, (5 / 3) ** 2, "in")),
  },
  {
    name: "lecun-normal-relu-gain",
    of: "lecun_normal",
    mistake: "extra-gain",
    fill: drawing(varianceScaling(standardNormal, 2, "in")),
  },
  {
    name: "he-uniform-limit-is-sd",
    of: "he_uniform",
    mistake: "limit-is-sd",
    fill: drawing(varianceScaling(signedUniformLaw, 2 / 3, "in")),
  },
  {
    name: "glorot-uniform-limit-is-sd",
    of: "glorot_uniform",
    mistake: "limit-is-sd",
    fill: drawing(varianceScaling(signedUniformLaw, 1 / 3, "avg")),
  },
  {
    name: "he-uniform-half-range",
    of: "he_uniform",
    mistake: "half-range",
    fill: entrywise(right("he_uniform"), Math.abs),
  },
  {
    name: "random-uniform-half-range",
    of: "random_uniform",
    mistake: "half-range",
    fill: drawing(independent(uniform(0, 0.05))),
  },
  {
    name: "uniform-limit-low",
    of: "he_uniform",
    mistake: "wrong-scale",
    fill: stretched("he_uniform", 0.999),
    seenAt: { shape: [300, 500], samples: 150_000 },
  },
  { name: "uniform-limit-high", of: "he_uniform", mistake: "wrong-scale", fill: stretched("he_uniform", 1.001) },
  {
    name: "sd-one-percent",
    of: "he_normal",
    mistake: "wrong-scale",
    fill: stretched("he_normal", 1.01),
    seenAt: ONE_PERCENT,
  },
  {
    name: "sd-third-percent",
    of: "he_normal",
    mistake: "wrong-scale",
    fill: stretched("he_normal", 1.003),
    seenAt: THIRD_PERCENT,
  },
  {
    name: "he-normal-ten-percent",
    of: "he_normal",
    mistake: "wrong-scale",
    fill: stretched("he_normal", 1.1),
  },
  {
    name: "mean-hundredth",
    of: "random_normal",
    mistake: "shifted-mean",
    fill: entrywise(right("random_normal"), (x) => x + 0.01 * 0.05),
    seenAt: HUNDREDTH_SD,
  },
  {
    name: "mean-three-thousandths",
    of: "random_normal",
    mistake: "shifted-mean",
    fill: entrywise(right("random_normal"), (x) => x + 0.003 * 0.05),
    unseen: "needs 4.6 million entries in the first stage, 73 million in the third",
  },
  {
    name: "mean-quarter",
    of: "he_normal",
    mistake: "shifted-mean",
    fill: entrywise(right("he_normal"), (x, _, request) => x + Math.sqrt(2 / fanInOf(request)) / 4),
  },
];
