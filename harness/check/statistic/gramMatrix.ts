/** Inner products of all pairs of rows, or of columns if they are fewer. */
import { statisticsKernel } from "../../kernel/statistics.js";
import type { Entries } from "./entries.js";

export interface Gram {
  /** The number of vectors: the short side. */
  readonly short: number;
  /** The length of a vector: the long side. */
  readonly long: number;
  /** short x short, row by row. */
  readonly products: Float64Array;
}

/** The Gram matrix of the entries less `mean`. */
export function gramMatrix(x: Entries, rows: number, columns: number, mean: number): Gram {
  const [short, long] = [Math.min(rows, columns), Math.max(rows, columns)];
  const length = 2 * Math.ceil(long / 2);
  const kernel = statisticsKernel(8 * (short * length + short * short));
  const vectors = kernel?.doubles.subarray(0, short * length) ?? new Float64Array(short * length);
  layOut(x, rows, columns, mean, vectors, length);
  const products = new Float64Array(short * short);
  if (kernel === undefined) gramByReference(vectors, short, length, products);
  else {
    const at = kernel.at + vectors.byteLength;
    kernel.gram(kernel.at, short, length, at);
    products.set(kernel.doubles.subarray(vectors.length, vectors.length + products.length));
  }
  for (let i = 0; i < short; i++) for (let j = 0; j < i; j++) products[j * short + i] = products[i * short + j]!;
  return { short, long, products };
}

/** The vectors of the short side, one after the other, each padded with zeros to `length`. */
function layOut(x: Entries, rows: number, columns: number, mean: number, out: Float64Array, length: number): void {
  const [perRow, perColumn] = rows <= columns ? [length, 1] : [1, length];
  const long = Math.max(rows, columns);
  if (length > long) for (let at = long; at < out.length; at += length) out[at] = 0;
  for (let r = 0, i = 0; r < rows; r++) {
    for (let c = 0, at = r * perRow; c < columns; c++, i++, at += perColumn) out[at] = x[i]! - mean;
  }
}

/** Products of row i with rows 0 .. i; even and odd places have separate sums. */
export function gramByReference(vectors: Float64Array, size: number, length: number, out: Float64Array): void {
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let [even, odd] = [0, 0];
      for (let a = i * length, b = j * length, end = a + length; a < end; a += 2, b += 2) {
        even += vectors[a]! * vectors[b]!;
        odd += vectors[a + 1]! * vectors[b + 1]!;
      }
      out[i * size + j] = even + odd;
    }
  }
}
