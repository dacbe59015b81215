/** Matrices that multiply several rows: real matrices, and normal ones whose products are drawn without a matrix. */
import { addMultiple, dot } from "../../numeric/vectors.js";
import type { SheetRows } from "../block/formula.js";
import type { FillNormals } from "../theory/index.js";
import { backwardProducts, forwardProducts } from "./products.js";
import type { SheetWeights } from "./sheets.js";
import type { Layers } from "./weights.js";

/** Real matrices; `shapes` has the number of outputs of each at the end. */
export function realWeights(weights: Layers, shapes: readonly (readonly number[])[]): SheetWeights {
  return {
    forward(m, x) {
      const z = x.map(() => new Float64Array(shapes[m]!.at(-1)!));
      forwardProducts(weights(m + 1), x, z);
      return z;
    },
    backward(m, delta, units) {
      const back = delta.map(() => new Float64Array(units));
      backwardProducts(weights(m + 1), delta, back);
      return back;
    },
  };
}

/** The data of a matrix for the backward pass: its input rows were `mix` times `basis`, and the product with the basis. */
interface Met {
  readonly basis: SheetRows;
  readonly made: SheetRows;
}

/**
 * Independent normal entries of a matrix, each used once forward and once backward, without the matrix. Of rows X = M Q with
 * orthonormal Q the products are
 * X W = M (Q W), and Q W is normal whatever came before. Given it, W is random only across Q: D W^T = D (Q W)^T Q + D W'^T
 * without its part along Q, and with
 * D = N P the product P W'^T is fresh.
 */
export function normalSheets(
  variances: readonly number[],
  outputs: readonly number[],
  fill: FillNormals,
): SheetWeights {
  const met = new Map<number, Met>();
  const entering = ofTheLast(orthonormal);
  const drawn = (m: number, rows: number, length: number): Float64Array[] =>
    Array.from({ length: rows }, () => {
      const row = new Float64Array(length);
      fill(row);
      const sd = Math.sqrt(variances[m]!);
      for (let i = 0; i < length; i++) row[i]! *= sd;
      return row;
    });
  return {
    forward(m, x) {
      const { mix, basis } = entering(x);
      const made = drawn(m, basis.length, outputs[m]!);
      met.set(m, { basis, made });
      return mix.map((shares) => combined(shares, made, outputs[m]!));
    },
    backward(m, delta, units) {
      const { basis, made } = met.get(m)!;
      const { mix, basis: above } = orthonormal(delta);
      const fresh = drawn(m, above.length, units);
      const alongFresh = basis.map((own) => fresh.map((row) => dot(row, own)));
      return delta.map((row, r) => {
        const shares = mix[r]!;
        const back = combined(shares, fresh, units);
        for (const [q, own] of basis.entries()) {
          const known = dot(row, made[q]!);
          const drawnInstead = shares.reduce((sum, share, p) => sum + share * alongFresh[q]![p]!, 0);
          addMultiple(back, known - drawnInstead, own);
        }
        return back;
      });
    },
  };
}

/** Queries, keys and values are of the same rows. */
function ofTheLast<In, Out>(compute: (of: In) => Out): (of: In) => Out {
  let last: { readonly of: In; readonly is: Out } | undefined;
  return (of) => {
    if (last?.of !== of) last = { of, is: compute(of) };
    return last.is;
  };
}

/** Of a row's length: less is left of it where it lies in the span of the others; beside less, rounding is no longer small. */
const [NOTHING, LITTLE] = [1e-10, 0.1];

interface Orthonormal {
  readonly mix: readonly number[][];
  readonly basis: Float64Array[];
}

/** SheetRows as combinations of orthonormal ones, no more of these than the rows' rank: modified Gram and Schmidt, twice where little is left. */
export function orthonormal(rows: SheetRows): Orthonormal {
  const basis: Float64Array[] = [];
  const mix = rows.map((row) => {
    const left = row.slice();
    const length = Math.sqrt(dot(row, row));
    const shares = basis.map(() => 0);
    let rest = takeOut(left, basis, shares);
    if (rest < LITTLE * length) rest = takeOut(left, basis, shares);
    if (rest > NOTHING * length) {
      for (let i = 0; i < left.length; i++) left[i]! /= rest;
      basis.push(left);
      shares.push(rest);
    }
    return shares;
  });
  return { mix, basis };
}

/** Takes out of a row what lies along the basis, adds that to the shares, and answers the length of what is left. */
function takeOut(row: Float64Array, basis: SheetRows, shares: number[]): number {
  for (const [q, own] of basis.entries()) {
    const share = dot(row, own);
    shares[q]! += share;
    addMultiple(row, -share, own);
  }
  return Math.sqrt(dot(row, row));
}

function combined(shares: readonly number[], rows: SheetRows, units: number): Float64Array {
  const out = new Float64Array(units);
  for (const [q, share] of shares.entries()) addMultiple(out, share, rows[q]!);
  return out;
}
