/** Lines or tensors that were given one length: their sums of squares vary less than those of independent entries. */
import type { Entries, MatrixView } from "../../../check/sample.js";
import { momentsOf } from "../moments.js";
import { failedAny, type Recogniser, tensorsOf } from "./recogniser.js";

/** With FEWEST or more sums, a spread below this share of that of independent entries does not occur by chance. */
const EVEN = 0.3;
const FEWEST = 8;
/** The same for fewer sums: two sums are this close with probability about 1e-3. */
const VERY_EVEN = 0.001;

const CHECKS = [
  "even_lengths",
  "column_variances",
  "row_variances",
  "tensor_variances",
  "variance",
  "kurtosis",
  "kolmogorov_smirnov",
  "neyman",
];

interface Sums {
  readonly what: string;
  readonly length: number;
  readonly squares: readonly number[];
}

export const tooEven: Recogniser = (input) => {
  const { expected, samples } = input;
  if (expected.joint !== "independent" || expected.fixed !== undefined || !failedAny(input, ...CHECKS))
    return undefined;
  const { matrix, values } = samples[0]!;
  const { mean } = expected.law;
  const spread = Math.sqrt(Math.max(0, momentsOf(values).kurtosis - 1));
  for (const { what, length, squares } of sumsOf(tensorsOf(input), matrix, mean)) {
    if (length < 2 || squares.length < 2) continue;
    const least = squares.length < FEWEST ? VERY_EVEN : EVEN;
    const ratio = unevenness(squares) / (spread / Math.sqrt(length));
    if (!(ratio < least)) continue;
    const evidence = `the sums of squares of ${what} are too even: they differ by ${ratio.toPrecision(2)} of what those of independent entries would`;
    return { mistake: "correlated-entries", evidence };
  }
  return undefined;
};

/** Standard deviation divided by mean. */
function unevenness(squares: readonly number[]): number {
  const { mean, variance } = momentsOf(Float64Array.from(squares));
  return Math.sqrt(variance) / mean;
}

function sumsOf(tensors: readonly Entries[], { rows, columns }: MatrixView, mean: number): readonly Sums[] {
  const ofRows: number[] = [];
  const ofColumns: number[] = [];
  const ofTensors: number[] = [];
  for (const tensor of tensors) {
    const [byRow, byColumn] = [new Float64Array(rows), new Float64Array(columns)];
    for (let r = 0, k = 0; r < rows; r++) {
      for (let c = 0; c < columns; c++, k++) {
        const square = (tensor[k]! - mean) ** 2;
        byRow[r]! += square;
        byColumn[c]! += square;
      }
    }
    if (columns > 1) for (const sum of byRow) ofRows.push(sum);
    if (rows > 1) for (const sum of byColumn) ofColumns.push(sum);
    ofTensors.push(byRow.reduce((sum, x) => sum + x, 0));
  }
  return [
    { what: "columns", length: rows, squares: ofColumns },
    { what: "rows", length: columns, squares: ofRows },
    { what: "tensors", length: rows * columns, squares: ofTensors },
  ];
}
