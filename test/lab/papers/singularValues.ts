/** Spectra, by ml-matrix. */
import { Matrix, SingularValueDecomposition } from "ml-matrix";
import { forwardProduct } from "../../../harness/propagation/network/products.js";

/** A matrix by its rows. */
export type Rows = readonly Float64Array[];

export const identityRows = (n: number): Rows =>
  Array.from({ length: n }, (_, i) => Float64Array.from({ length: n }, (__, j) => (i === j ? 1 : 0)));

/** Rows times a matrix of weights, inputs by outputs. */
export const times = (rows: Rows, weights: Float32Array): Rows =>
  rows.map((row) => forwardProduct(weights, row, weights.length / row.length));

/** Largest first. */
export function singularValues(rows: Rows): readonly number[] {
  const none = { computeLeftSingularVectors: false, computeRightSingularVectors: false };
  return new SingularValueDecomposition(new Matrix(rows.map((row) => [...row])), none).diagonal;
}
