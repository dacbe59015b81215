import { normalSf } from "../../numeric/index.js";
import type { Check } from "../check.js";
import { atLeast, reach, twoDigits } from "../power.js";
import { type Sample, squarest } from "../sample.js";
import type { LineSums } from "../statistic/lineSums.js";
import { independentEntries } from "./applies.js";
import { linesOf } from "./lines.js";

/** A linear weight over the places of a tensor: along one axis, or in storage order. */
interface Line {
  readonly name: string;
  /** The weight of entry (row, column) of the matrix view is ofRow(row) + ofColumn(column), and has mean 0. */
  readonly ofRow: (row: number) => number;
  readonly ofColumn: (column: number) => number;
  /** Sum of squared weights over one tensor. */
  readonly squares: number;
}

/** In shorter axes the means show any trend. */
const SHORTEST = 3;

/** Two statistics for each line: entries, and their squares. */
const LOOKS = 2;

/**
 * Sums of entries, and of (y^2 - 1) / sqrt(E y^4 - 1), weighted by place: N(0, 1) for independent entries, without skewness,
 * since the weights are odd about the middle. A mean or a spread that drifts along an axis shifts them.
 */
export const trend: Check = {
  name: "trend",
  question: "Do neither mean nor spread drift with the place in the tensor?",
  tail: () => "approximate",
  // Parts of weights at rest are runs from the whole tensor: their places are lost.
  applies: (prospect) =>
    prospect.reseeded && independentEntries(2000)(prospect) && linesThrough(prospect.expected.shape.dims).length > 0,
  run(sample) {
    const looks = looksThrough(sample);
    const worst = looks.reduce((a, b) => (Math.abs(b.z) > Math.abs(a.z) || Number.isNaN(b.z) ? b : a));
    return {
      pValue: Math.min(1, 2 * looks.length * normalSf(Math.abs(worst.z))),
      statistic: worst.z,
      expected: "no trend",
      observed: `${twoDigits(worst.slope)} sd of ${worst.what} over ${worst.name}`,
    };
  },
  detects: ({ n, expected: { shape } }, looks) => {
    const ways = LOOKS * linesThrough(shape.dims).length;
    return `a mean that drifts by ${atLeast((Math.sqrt(12) * reach(looks, ways)) / Math.sqrt(n))} sd from end to end`;
  },
};

interface Drift {
  readonly name: string;
  readonly what: string;
  readonly z: number;
  /** Difference from end to end, in sd of the terms. */
  readonly slope: number;
}

/** Two statistics for each line, from the sums over rows and over columns: the weights of rows and of columns add. */
function looksThrough({ tensors, matrix, expected: { law, shape } }: Sample): readonly Drift[] {
  const sums = tensors.map((tensor) => linesOf(tensor, matrix, law));
  const [rows, columns] = [totalOf(sums, "rows"), totalOf(sums, "columns")];
  const [rowSquares, columnSquares] = [totalOf(sums, "rowSquares"), totalOf(sums, "columnSquares")];
  const count = shape.size * tensors.length;
  return linesThrough(shape.dims).flatMap(({ name, ofRow, ofColumn, squares }) => {
    const spread = Math.sqrt(squares * tensors.length);
    const look = (what: string, z: number): Drift => ({ name, what, z, slope: (z * Math.sqrt(12)) / Math.sqrt(count) });
    const mean = weighted(rows, ofRow) + weighted(columns, ofColumn);
    const second = weighted(rowSquares, ofRow) + weighted(columnSquares, ofColumn);
    return [
      look("the mean", mean / Math.sqrt(law.variance) / spread),
      look("the squares", second / law.variance / Math.sqrt(law.moment(4) - 1) / spread),
    ];
  });
}

function totalOf(sums: readonly LineSums[], lines: keyof LineSums): Float64Array {
  const total = new Float64Array(sums[0]![lines].length);
  for (const one of sums) for (let k = 0; k < total.length; k++) total[k]! += one[lines][k]!;
  return total;
}

function weighted(sums: Float64Array, weight: (k: number) => number): number {
  let sum = 0;
  for (let k = 0; k < sums.length; k++) sum += weight(k) * sums[k]!;
  return sum;
}

/** Sum over k < count of (k - middle)^2. */
const scatterOf = (count: number): number => (count * (count * count - 1)) / 12;

function linesThrough(dims: readonly number[]): readonly Line[] {
  const size = dims.reduce((product, d) => product * d, 1);
  const { rows, columns } = squarest(dims);
  const long = dims.filter((d) => d > 1);
  const axes = dims.flatMap((d, axis): Line[] => {
    if (d < SHORTEST) return [];
    const stride = dims.slice(axis + 1).reduce((product, inner) => product * inner, 1);
    const middle = (d - 1) / 2;
    const isOuter = stride >= columns;
    const along = (k: number, step: number): number => (Math.floor(k / step) % d) - middle;
    return [
      {
        name: `axis ${axis}`,
        ofRow: isOuter ? (row) => along(row, stride / columns) : () => 0,
        ofColumn: isOuter ? () => 0 : (column) => along(column, stride),
        squares: (size / d) * scatterOf(d),
      },
    ];
  });
  if (long.length < 2) return axes;
  const place: Line = {
    name: "the tensor",
    ofRow: (row) => (row - (rows - 1) / 2) * columns,
    ofColumn: (column) => column - (columns - 1) / 2,
    squares: scatterOf(size),
  };
  return [...axes, place];
}
