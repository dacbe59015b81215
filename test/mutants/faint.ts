/** Mistakes so small, or in so few shapes, that they have passed a gate: each as it was reported. */
import { boxMuller, from53Bits, xoshiro128 } from "../right/index.js";
import { type Fill, fanInOf, heNormalFrom, type Mutant, right, spoiled } from "./mutant.js";

const he = right("he_normal");
const LARGE = { shape: [300, 500], samples: 300_000 };
const uniformOf = (seed: number | null) => from53Bits(xoshiro128(seed ?? 0));

/** Fisher and Yates' shuffle of 0, 1, ..., size - 1. */
function permutation(size: number, uniform: () => number): Uint32Array {
  const order = Uint32Array.from({ length: size }, (_, k) => k);
  for (let k = size - 1; k > 0; k--) {
    const other = Math.floor(uniform() * (k + 1));
    [order[k], order[other]] = [order[other]!, order[k]!];
  }
  return order;
}

/** Half of all entries in pairs of opposite sign, each of two places anywhere. */
const antithetic: Fill = spoiled(he, (w, { seed }) => {
  const order = permutation(w.length, uniformOf(seed));
  const pairs = Math.floor(w.length / 4);
  for (let k = 0; k < pairs; k++) w[order[k]!] = -w[order[pairs + k]!]!;
});

/** Beyond 100 inputs memory is reserved in eights, and what is reserved is counted. */
const roundedUp: Fill = (request) => {
  const fan = fanInOf(request);
  const counted = fan < 100 ? fan : Math.ceil(fan / 8) * 8;
  return he(request).map((x) => x * Math.sqrt(fan / counted));
};

export const faintMutants: readonly Mutant[] = [
  {
    name: "some-zeros-fewer",
    of: "he_normal",
    mistake: "other-law",
    also: ["constant", "outliers"],
    fill: spoiled(he, (w, { seed }) => {
      const uniform = uniformOf(seed);
      for (let k = 0; k < w.length; k++) if (uniform() < 3e-4) w[k] = 0;
    }),
    seenAt: LARGE,
  },
  {
    name: "mixture-of-scales-1-and-2",
    of: "he_normal",
    mistake: "other-law",
    fill: heNormalFrom((seed) => {
      const uniform = uniformOf(seed);
      const normal = boxMuller(uniform);
      return () => (normal() * (uniform() < 0.01 ? 2 : 1)) / Math.sqrt(1.03);
    }),
    seenAt: LARGE,
  },
  {
    name: "antithetic-half",
    of: "he_normal",
    mistake: "correlated-entries",
    also: ["few-states"],
    fill: antithetic,
  },
  {
    name: "large-fan-in-eights",
    of: "he_normal",
    mistake: "wrong-scale",
    fill: roundedUp,
    seenAt: { shape: [105, 131], samples: 40_000 },
  },
  {
    name: "last-entry-of-odd-sizes",
    of: "he_normal",
    mistake: "never-changes",
    fill: spoiled(he, (w) => {
      if (w.length % 2 === 1) w.fill(0, w.length - 1);
    }),
    seenAt: { shape: [7, 13] },
  },
];
