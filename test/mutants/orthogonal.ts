/** Orthogonal matrices that are not, or are not Haar. */
import { standardNormal } from "../../harness/contract/law/index.js";
import { orthogonal, sparse, varianceScaling } from "../../harness/contract/rule/index.js";
import { boxMuller, from53Bits, orthonormalMatrix, type Uniform, xoshiro128 } from "../right/index.js";
import { drawing, entrywise, type Fill, type Mutant, readAs, right, spoiled } from "./mutant.js";

/** Gram-Schmidt of a matrix of this source's entries, rows by columns as stored. */
const gramSchmidt =
  (entryOf: (uniform: Uniform) => () => number): Fill =>
  (request) => {
    const columns = request.shape.at(-1)!;
    const rows = request.shape.reduce((n, d) => n * d, 1) / columns;
    const entry = entryOf(from53Bits(xoshiro128(request.seed ?? 0)));
    return Float32Array.from(orthonormalMatrix(rows, columns, entry));
  };

/** Each vector turned so that R's diagonal has the sign that LAPACK's Householder QR leaves: Q's own diagonal is negative. */
const signsOfHouseholder: Fill = spoiled(gramSchmidt(boxMuller), (w, { shape }) => {
  const columns = shape.at(-1)!;
  const rows = w.length / columns;
  for (let k = 0; k < Math.min(rows, columns); k++) {
    if (w[k * columns + k]! <= 0) continue;
    for (let l = 0; l < Math.max(rows, columns); l++) w[rows >= columns ? l * columns + k : k * columns + l]! *= -1;
  }
});

/** Signs and places of a random permutation. */
const permutation: Fill = (request) => {
  const uniform = from53Bits(xoshiro128(request.seed ?? 0));
  const columns = request.shape.at(-1)!;
  const rows = request.shape.reduce((n, d) => n * d, 1) / columns;
  const order = Array.from({ length: Math.max(rows, columns) }, (_, k) => ({ k, rank: uniform() }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ k }) => k);
  const w = new Float32Array(rows * columns);
  for (let s = 0; s < Math.min(rows, columns); s++) {
    w[rows >= columns ? order[s]! * columns + s : s * columns + order[s]!] = uniform() < 0.5 ? -1 : 1;
  }
  return w;
};

/** Two Haar blocks on the diagonal of a square matrix. */
const blockDiagonal: Fill = (request) => {
  const size = request.shape[0]!;
  const half = size / 2;
  const normal = boxMuller(from53Bits(xoshiro128(request.seed ?? 0)));
  const w = new Float32Array(size * size);
  for (const from of [0, half]) {
    orthonormalMatrix(half, half, normal).forEach((x, k) => {
      w[(from + Math.floor(k / half)) * size + from + (k % half)] = x;
    });
  }
  return w;
};

/** The right number of zeros, always at the first inputs. */
const sparseFirstRows: Fill = (request) => {
  const columns = request.shape.at(-1)!;
  const rows = request.shape.reduce((n, d) => n * d, 1) / columns;
  const normal = boxMuller(from53Bits(xoshiro128(request.seed ?? 0)));
  return Float32Array.from({ length: rows * columns }, (_, k) =>
    k < Math.ceil(0.3 * rows) * columns ? 0 : 0.01 * normal(),
  );
};

export const orthogonalMutants: readonly Mutant[] = [
  {
    name: "orthogonal-signs-of-qr",
    of: "orthogonal",
    mistake: "not-haar",
    fill: signsOfHouseholder,
  },
  {
    name: "orthogonal-of-positive-uniforms",
    of: "orthogonal",
    mistake: "not-haar",
    fill: gramSchmidt((uniform) => uniform),
  },
  {
    name: "orthogonal-is-normal",
    of: "orthogonal",
    mistake: "not-orthogonal",
    fill: drawing(varianceScaling(standardNormal, 1, "out")),
  },
  {
    name: "orthogonal-coarse",
    of: "orthogonal",
    mistake: "not-orthogonal",
    also: ["low-precision"],
    fill: spoiled(right("orthogonal"), (w) => {
      for (let k = 0; k + 1 < w.length; k += 2) w[k]! += 0.01 * w[k + 1]!;
    }),
  },
  {
    name: "orthogonal-no-gain",
    of: "orthogonal",
    mistake: "missing-gain",
    also: ["wrong-scale", "not-orthogonal"],
    fill: drawing(orthogonal(1)),
    seenAt: { params: { gain: Math.SQRT2 } },
  },
  {
    name: "orthogonal-gates-fused",
    of: "orthogonal",
    mistake: "not-orthogonal",
    also: ["groups-ignored"],
    fill: readAs(orthogonal(1), "io"),
    seenAt: { shape: [32, 128], layout: "i(go)", groups: 4 },
  },
  {
    name: "orthogonal-permutation",
    of: "orthogonal",
    mistake: "not-haar",
    also: ["constant"],
    fill: permutation,
  },
  {
    name: "orthogonal-block-diagonal",
    of: "orthogonal",
    mistake: "not-haar",
    fill: blockDiagonal,
    seenAt: { shape: [64, 64] },
  },
  {
    name: "orthogonal-of-even-uniforms",
    of: "orthogonal",
    mistake: "not-haar",
    fill: gramSchmidt((uniform) => () => 2 * uniform() - 1),
    seenAt: { shape: [3, 5] },
  },
  {
    name: "identity-off-by-one",
    of: "identity",
    mistake: "wrong-scale",
    fill: spoiled(right("identity"), (w) => w.copyWithin(1, 0).fill(0, 0, 1)),
  },
  {
    name: "dirac-off-centre",
    of: "dirac",
    mistake: "wrong-scale",
    fill: spoiled(right("dirac"), (w, { shape }) =>
      w.copyWithin(0, w.length / shape[0]!).fill(0, w.length - w.length / shape[0]!),
    ),
    seenAt: { shape: [3, 3, 4, 4], layout: "hwio" },
  },
  {
    name: "sparse-half-for-a-third",
    of: "sparse",
    mistake: "wrong-scale",
    fill: drawing(sparse(0.5, 0.01)),
    seenAt: { params: { sparsity: 0.3, stddev: 0.01 } },
  },
  {
    name: "sparse-first-rows",
    of: "sparse",
    mistake: "never-changes",
    fill: sparseFirstRows,
    seenAt: { params: { sparsity: 0.3, stddev: 0.01 } },
  },
  {
    name: "identity-scaled",
    of: "identity",
    mistake: "wrong-scale",
    also: ["extra-gain"],
    fill: entrywise(right("identity"), (x) => 2 * x),
  },
];
