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
      const { mix, basis } = orthonormal(x);
      const made = drawn(m, basis.length, outputs[m]!);
      met.set(m, { basis, made });
      return mix.map((shares) => combined(shares, made, outputs[m]!));
    },
    backward(m, delta, units) {
      const { basis, made } = met.get(m)!;
      const { mix, basis: above } = orthonormal(delta);
      const fresh = drawn(m, above.length, units).map((row) => across(row, basis));
      return delta.map((row, r) => {
        const back = combined(mix[r]!, fresh, units);
        for (const [q, own] of basis.entries()) addMultiple(back, dot(row, made[q]!), own);
        return back;
      });
    },
  };
}

/** A row whose remainder is shorter than this share of its length lies in the span of the others. */
const NOTHING = 1e-10;

/** SheetRows as combinations of orthonormal ones, no more of these than the rows' rank: modified Gram and Schmidt, twice. */
export function orthonormal(rows: SheetRows): { readonly mix: readonly number[][]; readonly basis: Float64Array[] } {
  const basis: Float64Array[] = [];
  const mix = rows.map((row) => {
    const left = row.slice();
    const length = Math.sqrt(dot(row, row));
    const shares = basis.map(() => 0);
    for (let time = 0; time < 2; time++) {
      for (const [q, own] of basis.entries()) {
        const share = dot(left, own);
        shares[q]! += share;
        addMultiple(left, -share, own);
      }
    }
    const rest = Math.sqrt(dot(left, left));
    if (rest > NOTHING * length) {
      basis.push(left.map((value) => value / rest));
      shares.push(rest);
    }
    return shares;
  });
  return { mix, basis };
}

function across(row: Float64Array, basis: SheetRows): Float64Array {
  for (const own of basis) addMultiple(row, -dot(row, own), own);
  return row;
}

function combined(shares: readonly number[], rows: SheetRows, units: number): Float64Array {
  const out = new Float64Array(units);
  for (const [q, share] of shares.entries()) addMultiple(out, share, rows[q]!);
  return out;
}
