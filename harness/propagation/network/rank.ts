/** The most inputs and outputs that are used: the work grows like their third power. */
const MOST = 256;
/** A pivot smaller than this, relative to the entries, is a rounding error of float32 that elimination magnified. */
const NOTHING = 1e-3;

/** The rank of a part of a matrix, and the number of its rows and columns. */
export interface PartRank {
  readonly size: number;
  readonly rank: number;
}

/** The rank of the first rows and columns, as many of either, of a matrix in C order: Gaussian elimination with the largest pivot of every column. */
export function rankOf(weights: Float32Array, columns: number): PartRank {
  const size = Math.min(weights.length / columns, columns, MOST);
  const part = new Float64Array(size * size);
  for (let i = 0; i < size; i++) part.set(weights.subarray(i * columns, i * columns + size), i * size);
  const smallest = NOTHING * Math.sqrt(part.reduce((sum, w) => sum + w * w, 0) / part.length);
  let rank = 0;
  for (let column = 0; column < size; column++) {
    const from = pivotRow(part, size, rank, column);
    if (!(Math.abs(part[from * size + column]!) > smallest)) continue;
    const pivot = part.slice(from * size, (from + 1) * size);
    part.copyWithin(from * size, rank * size, (rank + 1) * size);
    rank++;
    for (let row = rank; row < size; row++) {
      const at = row * size;
      const factor = part[at + column]! / pivot[column]!;
      for (let k = column + 1; k < size; k++) part[at + k]! -= factor * pivot[k]!;
    }
  }
  return { size, rank };
}

function pivotRow(part: Float64Array, size: number, from: number, column: number): number {
  let best = from;
  for (let row = from + 1; row < size; row++) {
    if (Math.abs(part[row * size + column]!) > Math.abs(part[best * size + column]!)) best = row;
  }
  return best;
}
