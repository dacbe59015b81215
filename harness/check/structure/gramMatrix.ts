/** The Gram matrix of the short side's standardised vectors, shared by the checks that look at it. */
import type { MatrixView } from "../../sample.js";

export interface Gram {
  /** Vectors: the short side. */
  readonly short: number;
  /** Entries of each: the long side. */
  readonly long: number;
  /** short x short, row by row. */
  readonly products: Float64Array;
}

const computed = new WeakMap<Float64Array, Gram>();

export function gramMatrix(tensor: Float64Array, { rows, columns }: MatrixView): Gram {
  let gram = computed.get(tensor);
  if (gram === undefined) {
    const vectors = rows <= columns ? tensor : transposed(tensor, rows, columns);
    gram = products(vectors, Math.min(rows, columns), Math.max(rows, columns));
    computed.set(tensor, gram);
  }
  return gram;
}

function transposed(tensor: Float64Array, rows: number, columns: number): Float64Array {
  const out = new Float64Array(tensor.length);
  for (let r = 0; r < rows; r++) for (let c = 0; c < columns; c++) out[c * rows + r] = tensor[r * columns + c]!;
  return out;
}

function products(vectors: Float64Array, short: number, long: number): Gram {
  const out = new Float64Array(short * short);
  for (let i = 0; i < short; i++) {
    for (let j = 0; j <= i; j++) {
      let dot = 0;
      for (let a = i * long, b = j * long, end = a + long; a < end; a++, b++) dot += vectors[a]! * vectors[b]!;
      out[i * short + j] = dot;
      out[j * short + i] = dot;
    }
  }
  return { short, long, products: out };
}
