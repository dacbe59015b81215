/** Whether rows (columns, tensors) differ among themselves by more, or less, than chance: sums over each against a gamma law. */

import type { Law } from "../../contract/law/index.js";
import { chiSquareSf, shiftedGammaCdf, shiftedGammaSf } from "../../numeric/index.js";
import { fourDigits } from "../../record/numberText.js";
import type { Check, Look, Observation, Prospect } from "../check.js";
import { atLeast, chiSquareCritical, smallestCaught, twoSided } from "../power.js";
import { type MatrixView, type Sample, squarest } from "../sample.js";
import type { LineSums } from "../statistic/lineSums.js";
import { independentEntries } from "./applies.js";
import { linesOf } from "./lines.js";

export interface Dispersion {
  readonly name: string;
  readonly question: string;
  /** Sums over columns (one for each row), over rows (one for each column), or over whole tensors. */
  readonly along: "rows" | "columns" | "tensors";
  /** The terms: y, or (y^2 - 1) / sqrt(E y^4 - 1), of standardised entries y; mean 0, variance 1. */
  readonly sums: "entries" | "squares";
  /** Excess kurtosis of a term. */
  excess(moment: (k: number) => number): number;
  /** The fewest entries in a sum whose square is close enough to chi-square. */
  readonly fewest: number;
  readonly what: string;
}

/** The fewest sums to compare; for whole tensors two, if a sum has at least LONG entries. */
const FEWEST_SUMS = 20;
const LONG = 5000;

export function dispersionCheck(of: Dispersion): Check {
  const sizes = ({ rows, columns }: MatrixView): readonly [sums: number, entries: number] =>
    (({ rows: [rows, columns], columns: [columns, rows], tensors: [1, rows * columns] }) as const)[of.along];
  return {
    name: of.name,
    question: of.question,
    tail: () => "approximate",
    applies: (prospect) => {
      const [sums, entries] = sizes(squarest(prospect.expected.shape.dims));
      const fewest = of.along === "tensors" && entries >= LONG ? 2 : FEWEST_SUMS;
      // Weights at rest are one tensor, divided into stages: there is no second sum over a whole tensor.
      const comparable = of.along !== "tensors" || prospect.reseeded;
      return (
        comparable && independentEntries(1000)(prospect) && entries >= of.fewest && sums * prospect.tensors >= fewest
      );
    },
    run: (sample) => observe(of, sample, sizes(sample.matrix)),
    detects: (prospect, looks) => detectable(of, prospect, looks, sizes(squarest(prospect.expected.shape.dims))),
  };
}

function observe(of: Dispersion, sample: Sample, [sums, entries]: readonly [number, number]): Observation {
  const { law } = sample.expected;
  const count = sums * sample.tensors.length;
  const squares = sample.tensors.map((tensor) => squaredSums(of, linesOf(tensor, sample.matrix, law), entries, law));
  const total = squares.reduce((all, one) => all + one, 0) / entries;
  const variance = 2 + of.excess(law.moment) / entries;
  const z = (total - count) / Math.sqrt(count * variance);
  const skewness = Math.sqrt(8 / count);
  return {
    pValue: twoSided(shiftedGammaCdf(z, skewness), shiftedGammaSf(z, skewness)),
    statistic: z,
    expected: `${of.along}' ${of.sums === "entries" ? "means" : "variances"} that differ as by chance`,
    observed: `${fourDigits(total / count)} times the variance`,
  };
}

/** Over rows (columns, tensors), the sum of the squared sums of terms. */
function squaredSums(of: Dispersion, lines: LineSums, entries: number, { variance, moment }: Law): number {
  if (of.sums === "entries") {
    const sums = { rows: lines.rows, columns: lines.columns, tensors: wholeOf(lines.rows) }[of.along];
    return sums.reduce((total, sum) => total + sum * sum, 0) / variance;
  }
  const { rowSquares, columnSquares } = lines;
  const sums = { rows: rowSquares, columns: columnSquares, tensors: wholeOf(rowSquares) }[of.along];
  return sums.reduce((total, sum) => total + (sum / variance - entries) ** 2, 0) / (moment(4) - 1);
}

const wholeOf = (rows: Float64Array): Float64Array => Float64Array.of(rows.reduce((all, sum) => all + sum, 0));

/** If the sums have too much variance, their squares are chi-square up to a factor. */
function detectable(
  of: Dispersion,
  { tensors, expected: { law } }: Prospect,
  looks: readonly Look[],
  [sums, entries]: readonly [number, number],
): string {
  const tests = looks.map(({ level, growth }) => {
    const count = sums * tensors * growth;
    return { count, critical: chiSquareCritical(level / 2, count) };
  });
  const factor =
    1 +
    smallestCaught(
      (excess) => tests.reduce((all, { count, critical }) => all * chiSquareSf(critical / (1 + excess), count), 1),
      1,
    );
  const unit = of.sums === "entries" ? 1 : law.moment(4) - 1;
  return `${of.what} that differ by ${atLeast(Math.sqrt(((factor - 1) * unit) / entries))}`;
}
