/** Mistakes that leave the law of one entry, or nearly all of it, right: near seeds, gaps, ties, pairs, parities, relations, trends. */
import { affine, signedUniformLaw, standardNormal } from "../../harness/contract/law/index.js";
import { independentBy, varianceScaling } from "../../harness/contract/rule/index.js";
import { boxMuller, from53Bits, orthonormalMatrix, xoshiro128 } from "../right/index.js";
import {
  drawing,
  entriesFrom,
  entrywise,
  type Fill,
  fanInOf,
  heNormalFrom,
  heUniformFrom,
  type Mutant,
  right,
  spoiled,
} from "./mutant.js";

const he = right("he_normal");
const LARGE = { shape: [300, 500], samples: 300_000 };
const uniformOf = (seed: number) => from53Bits(xoshiro128(seed));
const otherSeed = (seed: number | null, from: number): number => (seed ?? 0) + from;

/** Of two seeds that differ in this bit, a share of the variance is in common. */
const sharedBy =
  (bit: number, common: number): Fill =>
  (request) => {
    const shared = he({ ...request, seed: otherSeed((request.seed ?? 0) & ~bit, 2 ** 32) });
    return he(request).map((x, k) => Math.sqrt(1 - common) * x + Math.sqrt(common) * shared[k]!);
  };

/** A hash of seed + index: a seed is a place in one stream. */
const seedPlusIndex: Fill = entriesFrom((seed, request) => {
  const limit = Math.sqrt(6 / fanInOf(request));
  return (k) => {
    let z = BigInt.asUintN(64, BigInt(seed + k) * 0x9e3779b97f4a7c15n);
    z = BigInt.asUintN(64, (z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n);
    z = BigInt.asUintN(64, (z ^ (z >> 27n)) * 0x94d049bb133111ebn);
    return limit * (2 * (Number((z ^ (z >> 31n)) >> 11n) / 2 ** 53) - 1);
  };
});

/** Values within this many standard deviations of `centre` are drawn again. */
const withoutNear = (centre: number, width: number): Fill =>
  heNormalFrom((seed) => {
    const normal = boxMuller(uniformOf(seed));
    return () => {
      for (;;) {
        const z = normal();
        if (Math.abs(z - centre) > width) return z;
      }
    };
  });

/** Pairs of normals from a radius and an angle of one's own. */
const pairsOf =
  (
    radius: (uniform: () => number) => number,
    angle: (uniform: () => number) => number,
    distance: (size: number) => number = () => 1,
  ): Fill =>
  (request) => {
    const size = request.shape.reduce((n, d) => n * d, 1);
    const uniform = uniformOf(request.seed ?? 0);
    const sd = Math.sqrt(2 / fanInOf(request));
    const out = new Float32Array(size);
    const apart = distance(size);
    for (let from = 0; from < size; from += 2 * apart) {
      for (let k = from; k < Math.min(size, from + apart); k++) {
        const [r, t] = [Math.sqrt(-2 * Math.log(radius(uniform))), 2 * Math.PI * angle(uniform)];
        out[k] = sd * r * Math.cos(t);
        if (k + apart < size) out[k + apart] = sd * r * Math.sin(t);
      }
    }
    return out;
  };
const coarse =
  (bits: number) =>
  (uniform: () => number): number =>
    (Math.floor(uniform() * 2 ** bits) + 0.5) * 2 ** -bits;
/** Of density 1 + sin(4 angle) / 2: neither coordinate alone shows it. */
const uneven = (uniform: () => number): number => {
  for (;;) {
    const t = uniform();
    if (1.5 * uniform() < 1 + Math.sin(8 * Math.PI * t) / 2) return t;
  }
};

/** x[n] from x[n - near] and x[n - far], as fractions. */
const lagged = (near: number, far: number, next: (a: number, b: number) => number): Fill =>
  heUniformFrom((seed) => {
    const uniform = uniformOf(seed);
    const state = Array.from({ length: far }, () => Math.floor(uniform() * 2 ** 31));
    let at = 0;
    const draw = (): number => {
      const value = next(state[(at + far - near) % far]!, state[at]!);
      state[at] = value;
      at = (at + 1) % far;
      return value / 2 ** 31;
    };
    for (let k = 0; k < 4 * far; k++) draw();
    return draw;
  });
const MASK = 2 ** 31 - 1;

/** A part that depends on the place alone is added, or multiplied. */
const placed = (change: (x: number, place: number, sd: number) => number): Fill =>
  entrywise(he, (x, k, request) => {
    const size = request.shape.reduce((n, d) => n * d, 1);
    return change(x, k / Math.max(1, size - 1) - 0.5, Math.sqrt(2 / fanInOf(request)));
  });

const squareHaar =
  (change: (w: Float64Array, size: number, uniform: () => number) => void): Fill =>
  (request) => {
    const [rows, columns] = [request.shape.slice(0, -1).reduce((n, d) => n * d, 1), request.shape.at(-1)!];
    const uniform = uniformOf(request.seed ?? 0);
    const w = Float64Array.from(orthonormalMatrix(rows, columns, boxMuller(uniform)));
    change(w, columns, uniform);
    return Float32Array.from(w);
  };

function determinantSign(w: Float64Array, n: number): number {
  const a = Array.from({ length: n }, (_, r) => Array.from(w.subarray(r * n, (r + 1) * n)));
  let sign = 1;
  for (let k = 0; k < n; k++) {
    const pivot = a.findIndex(
      (row, r) => r >= k && Math.abs(row[k]!) === Math.max(...a.slice(k).map((x) => Math.abs(x[k]!))),
    );
    if (pivot !== k) {
      [a[k], a[pivot]] = [a[pivot]!, a[k]!];
      sign = -sign;
    }
    sign *= Math.sign(a[k]![k]!);
    for (let r = k + 1; r < n; r++) {
      const factor = a[r]![k]! / a[k]![k]!;
      for (let c = k; c < n; c++) a[r]![c]! -= factor * a[k]![c]!;
    }
  }
  return sign;
}

/** One Householder reflection that takes the first axis to a random direction, rows permuted, columns signed. */
const oneReflector: Fill = (request) => {
  const [rows, columns] = [request.shape.slice(0, -1).reduce((n, d) => n * d, 1), request.shape.at(-1)!];
  const [long, short] = [Math.max(rows, columns), Math.min(rows, columns)];
  const uniform = uniformOf(request.seed ?? 0);
  const normal = boxMuller(uniform);
  const v = Array.from({ length: long }, normal);
  const norm = Math.hypot(...v);
  const u = v.map((x) => x / norm);
  const side = u[0]! >= 0 ? 1 : -1;
  u[0]! += side;
  const length = Math.hypot(...u);
  const order = Array.from({ length: long }, (_, k) => ({ k, rank: uniform() }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ k }) => k);
  const signs = Array.from({ length: short }, (_, s) => (s === 0 ? -side : uniform() < 0.5 ? -1 : 1));
  const out = new Float32Array(rows * columns);
  for (let l = 0; l < long; l++) {
    for (let s = 0; s < short; s++) {
      const from = order[l]!;
      const x = signs[s]! * ((from === s ? 1 : 0) - (2 * u[from]! * u[s]!) / (length * length));
      out[rows >= columns ? l * columns + s : s * columns + l] = x;
    }
  }
  return out;
};

/** Entries before their mirror image, which is drawn with this correlation. */
const likeImage = (correlation: number, partner: (k: number, size: number) => number): Fill =>
  spoiled(he, (w) => {
    for (let k = 0; k < w.length; k++) {
      const other = partner(k, w.length);
      if (other < k) w[k] = correlation * w[other]! + Math.sqrt(1 - correlation ** 2) * w[k]!;
    }
  });

/** Box and Muller's radii from the seed without its lowest bit, the angles from all of it. */
const sharedRadii: Fill = heNormalFrom((seed) => {
  const [radii, angles] = [uniformOf(seed >> 1), uniformOf(seed + 2 ** 32)];
  let later: number | undefined;
  return () => {
    if (later !== undefined) {
      const z = later;
      later = undefined;
      return z;
    }
    const [radius, angle] = [Math.sqrt(-2 * Math.log(1 - radii())), 2 * Math.PI * angles()];
    later = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };
});

/** As many zeros in each column as the contract says, all in one run. */
const zerosTogether: Fill = (request) => {
  const columns = request.shape.at(-1)!;
  const rows = request.shape.reduce((n, d) => n * d, 1) / columns;
  const zeros = Math.ceil(0.3 * rows);
  const [normal, uniform] = [boxMuller(uniformOf(request.seed ?? 0)), uniformOf((request.seed ?? 0) + 2 ** 32)];
  const from = Array.from({ length: columns }, () => Math.floor(uniform() * rows));
  return Float32Array.from({ length: rows * columns }, (_, k) => {
    const after = (Math.floor(k / columns) - from[k % columns]! + rows) % rows;
    return after < zeros ? 0 : 0.01 * normal();
  });
};

export const escapeMutants: readonly Mutant[] = [
  {
    name: "turned-by-half-a-turn",
    of: "he_normal",
    mistake: "correlated-entries",
    fill: likeImage(0.8, (k, size) => size - 1 - k),
  },
  {
    name: "nearly-symmetric",
    of: "he_normal",
    mistake: "correlated-entries",
    fill: likeImage(0.6, (k, size) => {
      const side = Math.sqrt(size);
      return (k % side) * side + Math.floor(k / side);
    }),
    seenAt: { shape: [64, 64] },
  },
  { name: "near-seeds-share-radii", of: "he_normal", mistake: "seed-reused", fill: sharedRadii },
  {
    name: "zeros-side-by-side",
    of: "sparse",
    mistake: "correlated-entries",
    fill: zerosTogether,
    seenAt: { params: { sparsity: 0.3, stddev: 0.01 } },
  },
  { name: "near-seeds-correlated", of: "he_normal", mistake: "seed-reused", fill: sharedBy(1, 0.36) },
  { name: "near-seeds-correlated-high-bit", of: "he_normal", mistake: "seed-reused", fill: sharedBy(2 ** 30, 0.2) },
  { name: "seed-plus-index", of: "he_uniform", mistake: "seed-reused", fill: seedPlusIndex },
  {
    name: "near-seeds-share-a-fifth-shuffled",
    of: "he_normal",
    mistake: "seed-reused",
    fill: (request) => {
      const shared = he({ ...request, seed: otherSeed((request.seed ?? 0) >> 1, 2 ** 32) });
      const uniform = uniformOf(request.seed ?? 0);
      return he(request).map((x) => (uniform() < 0.2 ? shared[Math.floor(uniform() * shared.length)]! : x));
    },
    also: ["few-states"],
  },
  { name: "small-values-redrawn", of: "he_normal", mistake: "other-law", fill: withoutNear(0, 0.001) },
  { name: "gap-elsewhere", of: "he_normal", mistake: "other-law", fill: withoutNear(0.7, 0.002) },
  {
    name: "some-zeros",
    of: "he_normal",
    mistake: "other-law",
    also: ["constant", "outliers"],
    fill: spoiled(he, (w, { seed }) => {
      const uniform = uniformOf(seed ?? 0);
      for (let k = 0; k < w.length; k++) if (uniform() < 6e-4) w[k] = 0;
    }),
  },
  {
    name: "one-value-too-often",
    of: "glorot_uniform",
    mistake: "other-law",
    also: ["constant", "outliers"],
    fill: spoiled(right("glorot_uniform"), (w, { seed }) => {
      const uniform = uniformOf(seed ?? 0);
      for (let k = 0; k < w.length; k++) if (uniform() < 1.5e-3) w[k] = 0.0123;
    }),
  },
  {
    name: "antithetic-anywhere",
    of: "he_normal",
    mistake: "correlated-entries",
    fill: spoiled(he, (w, { seed }) => {
      const uniform = uniformOf(seed ?? 0);
      for (let k = 0; k < w.length / 4; k++) {
        const [from, to] = [Math.floor(uniform() * w.length), Math.floor(uniform() * w.length)];
        if (from !== to) w[to] = -w[from]!;
      }
    }),
    also: ["few-states"],
  },
  {
    name: "box-muller-radius-of-12-bits",
    of: "he_normal",
    mistake: "few-states",
    fill: pairsOf(coarse(12), (u) => u()),
  },
  {
    name: "box-muller-angle-of-14-bits",
    of: "he_normal",
    mistake: "few-states",
    fill: pairsOf((u) => 1 - u(), coarse(14)),
  },
  {
    name: "box-muller-halves-of-14-bits",
    of: "he_normal",
    mistake: "few-states",
    fill: pairsOf(
      coarse(14),
      (u) => u(),
      (size) => Math.ceil(size / 2),
    ),
  },
  {
    name: "box-muller-blocks-of-14-bits",
    of: "he_normal",
    mistake: "few-states",
    fill: pairsOf(
      coarse(14),
      (u) => u(),
      () => 8,
    ),
  },
  {
    name: "box-muller-angle-uneven",
    of: "he_normal",
    mistake: "correlated-entries",
    fill: pairsOf((u) => 1 - u(), uneven),
  },
  {
    name: "sign-of-three-before",
    of: "he_normal",
    mistake: "correlated-entries",
    fill: spoiled(he, (w) => {
      for (let k = 4; k < w.length; k += 5) {
        w[k] = Math.abs(w[k]!) * Math.sign(w[k - 1]! * w[k - 2]! * w[k - 3]! * w[k - 4]!);
      }
    }),
  },
  {
    name: "lagged-fibonacci-24-55",
    of: "he_uniform",
    mistake: "correlated-entries",
    fill: lagged(24, 55, (a, b) => (a + b) & MASK),
  },
  {
    name: "subtractive-31-55",
    of: "he_uniform",
    mistake: "correlated-entries",
    fill: lagged(31, 55, (a, b) => (b - a) & MASK),
  },
  { name: "r250", of: "he_uniform", mistake: "correlated-entries", fill: lagged(103, 250, (a, b) => a ^ b) },
  {
    name: "lagged-fibonacci-576-3217",
    of: "he_uniform",
    mistake: "correlated-entries",
    fill: lagged(576, 3217, (a, b) => (a + b) & MASK),
  },
  {
    name: "mean-drifts",
    of: "he_normal",
    mistake: "correlated-entries",
    also: ["shifted-mean"],
    fill: placed((x, place, sd) => x + 0.06 * place * sd),
    seenAt: LARGE,
  },
  {
    name: "spread-drifts",
    of: "he_normal",
    mistake: "correlated-entries",
    fill: placed((x, place) => x * (1 + 0.06 * place)),
    seenAt: LARGE,
  },
  {
    name: "last-entry-stays-zero",
    of: "he_normal",
    mistake: "never-changes",
    fill: spoiled(he, (w) => w.fill(0, w.length - 1)),
  },
  {
    name: "row-drawn-once",
    of: "he_normal",
    mistake: "never-changes",
    fill: (request) => {
      const columns = request.shape.at(-1)!;
      const once = he({ ...request, seed: 42 });
      return he(request).map((x, k) => (k < columns ? once[k]! : x));
    },
  },
  {
    name: "columns-of-one-length",
    of: "he_normal",
    mistake: "correlated-entries",
    fill: spoiled(he, (w, { shape }) => {
      const columns = shape.at(-1)!;
      const rows = w.length / columns;
      for (let c = 0; c < columns; c++) {
        let sum = 0;
        for (let r = 0; r < rows; r++) sum += w[r * columns + c]! ** 2;
        for (let r = 0; r < rows; r++) w[r * columns + c]! /= Math.sqrt(sum / 2);
      }
    }),
  },
  {
    name: "variance-made-exact",
    of: "he_normal",
    mistake: "correlated-entries",
    fill: spoiled(he, (w, request) => {
      const sum = w.reduce((total, x) => total + x * x, 0);
      const stretch = Math.sqrt((w.length * 2) / fanInOf(request) / sum);
      for (let k = 0; k < w.length; k++) w[k]! *= stretch;
    }),
  },
  {
    name: "mixture-of-two-scales",
    of: "he_normal",
    mistake: "other-law",
    fill: heNormalFrom((seed) => {
      const uniform = uniformOf(seed);
      const normal = boxMuller(uniform);
      return () => (normal() * (uniform() < 0.02 ? 3 : 1)) / Math.sqrt(1.16);
    }),
  },
  {
    name: "limit-without-root",
    of: "glorot_uniform",
    mistake: "limit-without-root",
    fill: drawing(independentBy(({ fanIn, fanOut }) => affine(signedUniformLaw, 6 / (fanIn + fanOut)))),
  },
  {
    name: "fan-of-a-quarter",
    of: "he_normal",
    mistake: "fan-scaled",
    fill: drawing(varianceScaling(standardNormal, 8, "in")),
  },
  {
    name: "fan-of-three-gates",
    of: "glorot_normal",
    mistake: "fan-scaled",
    fill: drawing(varianceScaling(standardNormal, 1 / 3, "avg")),
  },
  {
    name: "orthogonal-of-determinant-1",
    of: "orthogonal",
    mistake: "not-haar",
    fill: squareHaar((w, size) => {
      // Others than square ones have no determinant, and are right.
      if (w.length !== size * size || determinantSign(w, size) > 0) return;
      for (let r = 0; r < size; r++) w[r * size + size - 1]! *= -1;
    }),
    seenAt: { shape: [16, 16] },
  },
  { name: "orthogonal-one-reflector", of: "orthogonal", mistake: "not-haar", fill: oneReflector },
];
