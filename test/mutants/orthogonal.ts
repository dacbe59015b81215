/** Orthogonal matrices that are not, or are not Haar. */
import { standardNormal } from "../../harness/law/index.js";
import { orthogonal, varianceScaling } from "../../harness/rule/index.js";
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
    name: "identity-scaled",
    of: "identity",
    mistake: "wrong-scale",
    also: ["extra-gain"],
    fill: entrywise(right("identity"), (x) => 2 * x),
  },
];
