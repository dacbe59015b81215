/** Sums over every row and every column of a matrix, in one pass. */
import { statisticsKernel } from "../../kernel/statistics.js";
import type { Entries } from "./entries.js";

export interface LineSums {
  /** For each row the sum of x - mean, and of its square. */
  readonly rows: Float64Array;
  readonly rowSquares: Float64Array;
  readonly columns: Float64Array;
  readonly columnSquares: Float64Array;
}

const LANES = 4;
/** Entries in one call of a kernel. */
const CHUNK = 8192;
/** Below this number of entries calling the kernel costs more than the sums. */
const FEWEST = 256;

/** Entry c of a row goes to lane c mod 4; columns are summed row by row. */
export function lineSums(x: Entries, rows: number, columns: number, mean: number): LineSums {
  return byKernel(x, rows, columns, mean) ?? lineSumsByReference(x, rows, columns, mean);
}

export function lineSumsByReference(x: Entries, rows: number, columns: number, mean: number): LineSums {
  const out = emptySums(rows, columns);
  const lanes = new Float64Array(2 * LANES);
  for (let r = 0, i = 0; r < rows; r++) {
    lanes.fill(0);
    for (let c = 0; c < columns; c++, i++) {
      const d = x[i]! - mean;
      const square = d * d;
      lanes[c % LANES]! += d;
      lanes[LANES + (c % LANES)]! += square;
      out.columns[c]! += d;
      out.columnSquares[c]! += square;
    }
    out.rows[r] = lanes[0]! + lanes[1]! + (lanes[2]! + lanes[3]!);
    out.rowSquares[r] = lanes[4]! + lanes[5]! + (lanes[6]! + lanes[7]!);
  }
  return out;
}

const emptySums = (rows: number, columns: number): LineSums => ({
  rows: new Float64Array(rows),
  rowSquares: new Float64Array(rows),
  columns: new Float64Array(columns),
  columnSquares: new Float64Array(columns),
});

/** The memory holds the entries of some rows, then the sums of these rows, then the sums of the columns so far. */
function byKernel(x: Entries, rows: number, columns: number, mean: number): LineSums | undefined {
  if (x.length < FEWEST) return undefined;
  const each = Math.max(1, Math.min(rows, Math.floor(CHUNK / Math.max(1, columns))));
  const entries = 2 * Math.ceil((each * columns) / 2);
  const kernel = x instanceof Float32Array ? statisticsKernel(4 * entries + 16 * (each + columns)) : undefined;
  if (kernel === undefined) return undefined;
  const out = emptySums(rows, columns);
  const sums = kernel.doubles.subarray(entries / 2);
  sums.fill(0, 2 * each, 2 * (each + columns));
  for (let row = 0; row < rows; row += each) {
    const count = Math.min(each, rows - row);
    kernel.floats.set(x.subarray(row * columns, (row + count) * columns) as Float32Array);
    kernel.lines(kernel.at, count, columns, mean, sums.byteOffset, sums.byteOffset + 16 * each);
    for (let r = 0; r < count; r++) {
      out.rows[row + r] = sums[2 * r]!;
      out.rowSquares[row + r] = sums[2 * r + 1]!;
    }
  }
  out.columns.set(sums.subarray(2 * each, 2 * each + columns));
  out.columnSquares.set(sums.subarray(2 * each + columns, 2 * (each + columns)));
  return out;
}
