/** The right formula on a poor source: too few states, too coarse a grid, or a seed that does nothing. */

import { roundTo } from "../../harness/weights/dtype.js";
import { boxMuller, from53Bits, fromBits, type Uniform, type Words, xoshiro128 } from "../right/index.js";
import { entriesFrom, entrywise, type Fill, fanInOf, heNormalFrom, type Mutant, right } from "./mutant.js";

/** A linear congruential generator with 16 bits of state. */
const lcg16 = (seed: number): Words => {
  let state = (seed ^ (seed >>> 16)) & 0xffff;
  return () => {
    state = (state * 25173 + 13849) & 0xffff;
    return state * 2 ** 16;
  };
};

const heUniformFrom = (uniformOf: (seed: number) => Uniform): Fill =>
  entriesFrom((seed, request) => {
    const uniform = uniformOf(seed);
    const limit = Math.sqrt(6 / fanInOf(request));
    return () => limit * (2 * uniform() - 1);
  });

/** Every draw given out twice. */
const twice = (draw: () => number): (() => number) => {
  let held: number | undefined;
  return () => {
    const x = held ?? draw();
    held = held === undefined ? x : undefined;
    return x;
  };
};

const signOf = (seed: number): number => (seed % 7 > 3 ? -1 : 1);

/** The state that every seed shares: what a global generator, never seeded, looks like. */
let calls = 0;

const stddev = 0.02;
/** A truncated normal whose inverse CDF now and then is infinite, and is then held to a far bound. */
const clampedInfinity =
  (probability: number): Fill =>
  (request) => {
    const uniform = from53Bits(xoshiro128(request.seed ?? 0));
    return right("random_normal")(request).map((x) => {
      const u = uniform();
      return u < probability ? (u < probability / 2 ? -2 : 2) : x;
    });
  };
const OUTLIERS = { params: { mean: 0, stddev } };

export const randomnessMutants: readonly Mutant[] = [
  {
    name: "float16-inside",
    of: "he_normal",
    mistake: "low-precision",
    fill: entrywise(right("he_normal"), (x) => roundTo("float16", x)),
  },
  {
    name: "bfloat16-inside",
    of: "he_normal",
    mistake: "low-precision",
    fill: entrywise(right("he_normal"), (x) => roundTo("bfloat16", x)),
  },
  {
    name: "bfloat16-inside-uniform",
    of: "glorot_uniform",
    mistake: "low-precision",
    fill: entrywise(right("glorot_uniform"), (x) => roundTo("bfloat16", x)),
  },
  {
    name: "uniform-16-bits",
    of: "he_uniform",
    mistake: "few-states",
    also: ["low-precision"],
    fill: heUniformFrom((seed) => {
      const words = xoshiro128(seed);
      return () => (words() >>> 16) * 2 ** -16;
    }),
  },
  {
    name: "lcg-16-normal",
    of: "he_normal",
    mistake: "few-states",
    // Its period is longer than a stage: what shows is the lag at which its low bits repeat.
    also: ["correlated-entries", "seed-reused"],
    fill: heNormalFrom((seed) => boxMuller(fromBits(32)(lcg16(seed)))),
  },
  {
    name: "lcg-16-uniform",
    of: "he_uniform",
    mistake: "few-states",
    also: ["seed-reused"],
    fill: heUniformFrom((seed) => fromBits(32)(lcg16(seed))),
  },
  {
    name: "box-muller-cosine-twice",
    of: "he_normal",
    mistake: "repeated-block",
    also: ["correlated-entries", "few-states"],
    fill: heNormalFrom((seed) => twice(boxMuller(from53Bits(xoshiro128(seed))))),
  },
  {
    // The sampler of Keras on PyTorch has four tries.
    name: "truncated-in-three-tries",
    of: "truncated_normal",
    mistake: "outliers",
    fill: entriesFrom((seed) => {
      const normal = boxMuller(from53Bits(xoshiro128(seed)));
      return () => {
        const tries = [normal(), normal(), normal()];
        return 0.05 * (tries.find((z) => Math.abs(z) <= 2) ?? tries[0]!);
      };
    }),
    seenAt: { samples: 200_000 },
  },
  {
    name: "rare-outliers",
    of: "random_normal",
    mistake: "outliers",
    fill: clampedInfinity(1e-3),
    seenAt: OUTLIERS,
  },
  {
    name: "rarest-outliers",
    of: "random_normal",
    mistake: "outliers",
    fill: clampedInfinity(2 ** -23),
    seenAt: OUTLIERS,
    unseen: "one entry in 8 million: 5.8e7 entries show one with probability 0.999",
  },
  {
    name: "seed-ignored",
    of: "he_uniform",
    mistake: "seed-ignored",
    fill: (request) => right("he_uniform")({ ...request, seed: calls++ }),
  },
  {
    name: "seed-always-the-same",
    of: "he_normal",
    mistake: "seed-reused",
    also: ["seed-ignored"],
    fill: (request) => right("he_normal")({ ...request, seed: 42 }),
  },
  {
    name: "seed-of-eight-bits",
    of: "he_normal",
    mistake: "seed-reused",
    fill: (request) => right("he_normal")({ ...request, seed: (request.seed ?? 0) & 0xff }),
    seenAt: { shape: [3, 5] },
  },
  {
    name: "seed-turns-the-sign",
    of: "he_normal",
    mistake: "seed-reused",
    // Two seeds of one sign are one tensor.
    also: ["correlated-entries", "seed-ignored"],
    fill: (request) => right("he_normal")({ ...request, seed: 42 }).map((x) => x * signOf(request.seed ?? 0)),
  },
  {
    name: "streams-overlap",
    of: "he_normal",
    mistake: "seed-reused",
    also: ["correlated-entries"],
    fill: heNormalFrom((seed) => {
      const normal = boxMuller(from53Bits(xoshiro128(42)));
      for (let skip = 7 * (seed % 1000); skip > 0; skip--) normal();
      return normal;
    }),
  },
  {
    name: "seeds-correlated",
    of: "he_normal",
    mistake: "seed-reused",
    also: ["correlated-entries"],
    fill: (request) => {
      const shared = right("he_normal")({ ...request, seed: 42 });
      return right("he_normal")(request).map((x, k) => Math.sqrt(0.98) * x + Math.sqrt(0.02) * shared[k]!);
    },
    seenAt: { shape: [300, 500], samples: 300_000 },
  },
];
