/** Spectra, by ml-matrix. */
import { Matrix, SingularValueDecomposition } from "ml-matrix";
import { forwardProduct } from "../../harness/network/products.js";
export const identityRows = (n) => Array.from({ length: n }, (_, i) => Float64Array.from({ length: n }, (__, j) => (i === j ? 1 : 0)));
/** Rows times a matrix of weights, inputs by outputs. */
export const times = (rows, weights) => rows.map((row) => forwardProduct(weights, row, weights.length / row.length));
/** Largest first. */
export function singularValues(rows) {
    const none = { computeLeftSingularVectors: false, computeRightSingularVectors: false };
    return new SingularValueDecomposition(new Matrix(rows.map((row) => [...row])), none).diagonal;
}
