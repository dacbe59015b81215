/** What a reader of the battery would try next: other shapes of a law, and tensors of which only a part is wrong. */
import { affine, signedUniformLaw, standardNormal, truncatedNormal, uniform } from "../../harness/law/index.js";
import { independent, varianceScaling } from "../../harness/rule/index.js";
import { boxMuller, from53Bits, inverse, type Uniform, xoshiro128 } from "../right/index.js";
import {
  drawing,
  entriesFrom,
  entrywise,
  type Fill,
  fanInOf,
  heNormalFrom,
  type Mutant,
  readAs,
  right,
  spoiled,
} from "./mutant.js";

const he = right("he_normal");
const LARGE = { shape: [300, 500], samples: 300_000 };
/** He normal with the quantile of another law of variance 1. */
const heBy = (draw: (uniform: Uniform) => () => number): Fill =>
  heNormalFrom((seed) => draw(from53Bits(xoshiro128(seed))));
const quantile = (of: (u: number) => number) => (uniform: Uniform) => () => of((uniform() + 2 ** -54) as number);

/** The mean of the tensor taken away, and its spread made the law's: what LSUV does to a wrong law. */
const standardized: Fill = (request) => {
  const w = Float64Array.from(he(request));
  const mean = w.reduce((sum, x) => sum + x, 0) / w.length;
  const sd = Math.sqrt(w.reduce((sum, x) => sum + (x - mean) ** 2, 0) / w.length);
  return Float32Array.from(w, (x) => ((x - mean) / sd) * Math.sqrt(2 / fanInOf(request)));
};

const sortedColumns: Fill = (request) => {
  const w = he(request);
  const columns = request.shape.at(-1)!;
  const rows = w.length / columns;
  for (let c = 0; c < columns; c++) {
    const column = Float32Array.from({ length: rows }, (_, r) => w[r * columns + c]!).sort();
    for (let r = 0; r < rows; r++) w[r * columns + c] = column[r]!;
  }
  return w;
};

/** RANDU, IBM 1968: x <- 65539 x mod 2^31. */
const randu = (seed: number) => {
  let state = ((seed * 2 + 1) & 0x7fffffff) >>> 0;
  return () => {
    state = Number((65539n * BigInt(state)) & 0x7fffffffn);
    return state / 2 ** 31;
  };
};

/** Fractions of multiples of the golden ratio: as even as can be. */
const golden = (seed: number) => {
  let u = (seed * 0.7548776662466927) % 1;
  return () => {
    u = (u + 0.6180339887498949) % 1;
    return u;
  };
};

const heUniformFrom = (uniformOf: (seed: number) => Uniform): Fill =>
  entriesFrom((seed, request) => {
    const next = uniformOf(seed);
    const limit = Math.sqrt(6 / fanInOf(request));
    return () => limit * (2 * next() - 1);
  });

export const furtherMutants: readonly Mutant[] = [
  {
    name: "laplace",
    of: "he_normal",
    mistake: "wrong-scale",
    fill: heBy(quantile((u) => (u < 0.5 ? Math.log(2 * u) : -Math.log(2 - 2 * u)) / Math.SQRT2)),
  },
  {
    name: "logistic",
    of: "he_normal",
    mistake: "wrong-scale",
    fill: heBy(quantile((u) => (Math.log(u / (1 - u)) * Math.sqrt(3)) / Math.PI)),
  },
  {
    name: "student-5",
    of: "he_normal",
    mistake: "wrong-scale",
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
    mistake: "wrong-scale",
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
    mistake: "wrong-scale",
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
    fill: entrywise(right("keras:he_normal"), (x) => x * 0.87962566103423978 * Math.sqrt(1.3)),
  },
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
  { name: "gain-twice", of: "he_normal", mistake: "extra-gain", fill: entrywise(he, (x) => x * Math.SQRT2) },
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
  {
    name: "one-nan",
    of: "he_uniform",
    mistake: "outliers",
    fill: spoiled(right("he_uniform"), (w) => w.fill(Number.NaN, w.length - 1)),
  },
  {
    name: "one-infinity",
    of: "glorot_normal",
    mistake: "outliers",
    fill: spoiled(right("glorot_normal"), (w, { seed }) =>
      w.fill(Number.NEGATIVE_INFINITY, (seed ?? 0) % w.length, ((seed ?? 0) % w.length) + 1),
    ),
  },
  {
    name: "first-16-never-written",
    of: "he_normal",
    mistake: "constant",
    also: ["all-zero"],
    fill: spoiled(he, (w) => w.fill(0, 0, 16)),
  },
  {
    name: "garbage-in-memory",
    of: "he_normal",
    mistake: "outliers",
    fill: spoiled(he, (w) => w.fill(3.1e-41, 0, 3).fill(6.9e22, 3, 5)),
  },
  {
    name: "last-row-zero",
    of: "he_uniform",
    mistake: "constant",
    also: ["all-zero"],
    fill: spoiled(right("he_uniform"), (w, { shape }) => w.fill(0, w.length - shape.at(-1)!)),
  },
  {
    name: "last-column-zero",
    of: "he_normal",
    mistake: "constant",
    also: ["all-zero"],
    fill: spoiled(he, (w, { shape }) =>
      w.forEach((_, k) => {
        if (k % shape.at(-1)! === shape.at(-1)! - 1) w[k] = 0;
      }),
    ),
  },
  {
    name: "last-column-one-value",
    of: "he_normal",
    mistake: "constant",
    also: ["repeated-block"],
    fill: spoiled(he, (w, { shape }) =>
      w.forEach((_, k) => {
        if (k % shape.at(-1)! === shape.at(-1)! - 1) w[k] = 0.013;
      }),
    ),
  },
  {
    name: "one-quarter-stretched",
    of: "he_normal",
    mistake: "wrong-scale",
    also: ["correlated-entries"],
    fill: entrywise(he, (x, k, { shape }) => (4 * k < shape[0]! * shape[1]! ? 1.5 * x : x)),
  },
  {
    name: "one-row-stretched",
    of: "he_normal",
    mistake: "wrong-scale",
    also: ["correlated-entries", "outliers"],
    fill: entrywise(he, (x, k, { shape }) => (k < shape[1]! ? 3 * x : x)),
  },
  {
    name: "one-column-shifted",
    of: "glorot_normal",
    mistake: "correlated-entries",
    also: ["shifted-mean", "wrong-scale"],
    fill: entrywise(right("glorot_normal"), (x, k, { shape }) => (k % shape[1]! === 0 ? x + 0.1 : x)),
  },
  {
    name: "half-dropped",
    of: "he_normal",
    mistake: "constant",
    also: ["few-states", "all-zero", "repeated-block"],
    fill: entrywise(he, (x, k) => (Math.sin(12.9898 * k) > 0 ? 0 : x)),
  },
  { name: "columns-sorted", of: "he_normal", mistake: "correlated-entries", fill: sortedColumns },
  {
    name: "columns-centred",
    of: "he_normal",
    mistake: "correlated-entries",
    also: ["wrong-scale"],
    fill: spoiled(he, (w, { shape }) => {
      const columns = shape.at(-1)!;
      const sums = new Float64Array(columns);
      w.forEach((x, k) => {
        sums[k % columns]! += x;
      });
      w.forEach((x, k) => {
        w[k] = x - (sums[k % columns]! * columns) / w.length;
      });
    }),
  },
  {
    name: "rows-of-one-length",
    of: "he_normal",
    mistake: "correlated-entries",
    also: ["wrong-scale"],
    fill: spoiled(he, (w, request) => {
      const columns = request.shape.at(-1)!;
      for (let at = 0; at < w.length; at += columns) {
        const row = w.subarray(at, at + columns);
        const length = Math.sqrt(row.reduce((sum, x) => sum + x * x, 0) / ((columns * 2) / fanInOf(request)));
        row.forEach((x, k) => {
          row[k] = x / length;
        });
      }
    }),
  },
  {
    name: "tensor-standardized",
    of: "he_normal",
    mistake: "correlated-entries",
    also: ["wrong-scale"],
    fill: standardized,
  },
  { name: "randu", of: "he_uniform", mistake: "correlated-entries", fill: heUniformFrom(randu) },
  {
    name: "product-of-neighbours",
    of: "he_normal",
    mistake: "correlated-entries",
    fill: spoiled(he, (w) => {
      for (let k = 2; k < w.length; k += 3) w[k] = Math.abs(w[k]!) * Math.sign(w[k - 1]! * w[k - 2]!);
    }),
    seenAt: { samples: 40_000 },
  },
  {
    name: "golden-ratio",
    of: "he_uniform",
    mistake: "correlated-entries",
    also: ["few-states", "seed-reused"],
    fill: heUniformFrom(golden),
  },
  {
    name: "low-rank",
    of: "he_normal",
    mistake: "correlated-entries",
    also: ["wrong-scale", "repeated-block"],
    fill: entriesFrom((seed, request) => {
      const normal = boxMuller(from53Bits(xoshiro128(seed)));
      const columns = request.shape.at(-1)!;
      const [a, b] = [
        Array.from({ length: 8 * request.shape[0]! }, normal),
        Array.from({ length: 8 * columns }, normal),
      ];
      const sd = Math.sqrt(2 / fanInOf(request) / 8);
      return (k) => {
        const [r, c] = [Math.floor(k / columns), k % columns];
        let sum = 0;
        for (let j = 0; j < 8; j++) sum += a[8 * r + j]! * b[8 * c + j]!;
        return sd * sum;
      };
    }),
  },
  {
    name: "shared-direction",
    of: "he_normal",
    mistake: "correlated-entries",
    fill: (request) => {
      const normal = boxMuller(from53Bits(xoshiro128(request.seed ?? 0)));
      const columns = request.shape.at(-1)!;
      const [a, b] = [Array.from({ length: request.shape[0]! }, normal), Array.from({ length: columns }, normal)];
      const sd = Math.sqrt(2 / fanInOf(request));
      return he(request).map((x, k) => 0.99 * x + 0.14 * sd * a[Math.floor(k / columns)]! * b[k % columns]!);
    },
    seenAt: LARGE,
  },
];
