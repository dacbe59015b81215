/** Other shapes of a law: heavier and lighter tails, mixtures, cuts at other places. */
import { clippedNormal, standardDeviation, truncatedNormal } from "../../harness/contract/law/index.js";
import { varianceScaling } from "../../harness/contract/rule/index.js";
import { boxMuller, from53Bits, inverse, type Uniform, xoshiro128 } from "../right/index.js";
import { drawing, entrywise, type Fill, fanInOf, heNormalFrom, heUniformFrom, type Mutant, right } from "./mutant.js";

const he = right("he_normal");
/** He normal with the quantile of another law of variance 1. */
const heBy = (draw: (uniform: Uniform) => () => number): Fill =>
  heNormalFrom((seed) => draw(from53Bits(xoshiro128(seed))));
const quantile = (of: (u: number) => number) => (uniform: Uniform) => () => of((uniform() + 2 ** -54) as number);
const sdOfCut = standardDeviation(clippedNormal(-2, 2));

export const formMutants: readonly Mutant[] = [
  {
    name: "laplace",
    of: "he_normal",
    mistake: "other-law",
    fill: heBy(quantile((u) => (u < 0.5 ? Math.log(2 * u) : -Math.log(2 - 2 * u)) / Math.SQRT2)),
  },
  {
    name: "logistic",
    of: "he_normal",
    mistake: "other-law",
    fill: heBy(quantile((u) => (Math.log(u / (1 - u)) * Math.sqrt(3)) / Math.PI)),
  },
  {
    name: "student-5",
    of: "he_normal",
    mistake: "other-law",
    also: ["outliers"],
    fill: heBy((uniform) => {
      const normal = boxMuller(uniform);
      return () => {
        let square = 0;
        for (let k = 0; k < 5; k++) square += normal() ** 2;
        return (normal() / Math.sqrt(square / 5)) * Math.sqrt(3 / 5);
      };
    }),
  },
  {
    name: "mixture-of-scales",
    of: "he_normal",
    mistake: "other-law",
    also: ["outliers"],
    fill: heBy((uniform) => {
      const normal = inverse(uniform);
      return () => normal() * (uniform() < 0.9 ? Math.sqrt(0.5) : Math.sqrt(5.5));
    }),
  },
  {
    name: "triangular",
    of: "he_uniform",
    mistake: "wrong-scale",
    also: ["normal-not-uniform"],
    fill: heUniformFrom((seed) =>
      (
        (u) => () =>
          (u() + u()) / 2
      )(from53Bits(xoshiro128(seed))),
    ),
  },
  {
    name: "two-values",
    of: "he_normal",
    mistake: "few-states",
    also: ["clipped-not-truncated", "constant", "repeated-block"],
    fill: entrywise(he, (x, _, request) => Math.sign(x) * Math.sqrt(2 / fanInOf(request))),
  },
  {
    name: "exponential-centred",
    of: "he_normal",
    mistake: "other-law",
    also: ["shifted-mean", "outliers"],
    fill: heBy(quantile((u) => -Math.log(1 - u) - 1)),
  },
  {
    name: "half-normal",
    of: "he_normal",
    mistake: "half-range",
    also: ["shifted-mean"],
    fill: entrywise(he, Math.abs),
  },
  {
    name: "normal-cut-at-3",
    of: "he_normal",
    mistake: "truncated-not-normal",
    also: ["truncated-uncorrected"],
    fill: drawing(varianceScaling(truncatedNormal(3), 2, "in")),
  },
  {
    name: "truncated-cut-at-3",
    of: "keras:he_normal",
    mistake: "normal-not-truncated",
    also: ["wrong-scale"],
    fill: drawing(varianceScaling(truncatedNormal(3), 2, "in")),
  },
  {
    name: "tf-contrib-root-1.3",
    of: "keras:he_normal",
    mistake: "wrong-scale",
    fill: entrywise(right("keras:he_normal"), (x) => x * sdOfCut * Math.sqrt(1.3)),
  },
];
