import type { Law } from "../../contract/law/index.js";
import { chiSquareCdf, shiftedGammaCdf } from "../../numeric/index.js";
import { power } from "../../numeric/power.js";
import type { Check, Prospect } from "../check.js";
import { atLeast } from "../power.js";
import type { Sample } from "../sample.js";
import { independentEntries } from "./applies.js";
import { linesOf } from "./lines.js";

/** The fewest terms of a sum for a gamma law; for a normal law chi-square is exact at any number. */
const LONG = 500;
const LOOKS = 3;

/**
 * Lengths of all rows, columns and whole tensors: if a program made them equal, none is far from the middle of its law.
 * All N of them lie within the middle share m with probability m^N, exactly under a normal law; only the shortest and
 * the longest are needed.
 */
export const evenLengths: Check = {
  name: "even_lengths",
  question: "Do the lengths of rows, columns and tensors differ as much as by chance?",
  tail: ({ expected }) => (expected.law.family === "normal" ? "exact" : "approximate"),
  applies: (prospect) =>
    independentEntries(100)(prospect) &&
    prospect.tensors >= 2 &&
    (isNormal(prospect) || prospect.expected.shape.size >= LONG),
  run(sample) {
    const looks = lengthsOf(sample);
    const judged = looks.map(({ what, terms, least, most, count }) => {
      const [low, high] = [least, most].map((sum) => Math.abs(2 * cdf(sample.expected.law, terms, sum) - 1));
      const share = Math.max(low!, high!);
      return { what, share, pValue: count < 2 ? 1 : power(share, count) };
    });
    const [worst] = judged.toSorted((a, b) => a.pValue - b.pValue);
    return {
      pValue: judged.some(({ pValue }) => Number.isNaN(pValue)) ? Number.NaN : Math.min(1, LOOKS * worst!.pValue),
      statistic: worst!.share,
      expected: "lengths from all of their law",
      observed: `all ${worst!.what} within the middle ${Number((100 * worst!.share).toPrecision(2))}% of it`,
    };
  },
  detects: ({ tensors }, looks) => {
    const share = Math.min(...looks.map(({ level, growth }) => power(level / LOOKS, 1 / (tensors * growth))));
    return `tensors' lengths all within the middle ${atLeast(90 * share)}% of their law`;
  },
};

const isNormal = ({ expected }: Pick<Prospect, "expected">): boolean => expected.law.family === "normal";

interface Lengths {
  readonly what: string;
  /** The number of entries in a sum of squares. */
  readonly terms: number;
  readonly least: number;
  readonly most: number;
  readonly count: number;
}

/** Sums of squares, divided by the variance. */
function lengthsOf(sample: Sample): readonly Lengths[] {
  const { tensors, matrix, expected } = sample;
  const { law } = expected;
  const sums = tensors.map((tensor) => linesOf(tensor, matrix, law));
  const enough = (terms: number): boolean => isNormal(sample) || terms >= LONG;
  return [
    rangeOf(
      "rows",
      matrix.columns,
      sums.map(({ rowSquares }) => rowSquares),
      law,
    ),
    rangeOf(
      "columns",
      matrix.rows,
      sums.map(({ columnSquares }) => columnSquares),
      law,
    ),
    rangeOf("tensors", matrix.rows * matrix.columns, [Float64Array.from(sums, totalOf)], law),
  ].filter(({ terms }) => enough(terms));
}

const totalOf = ({ rowSquares }: { readonly rowSquares: Float64Array }): number =>
  rowSquares.reduce((sum, square) => sum + square, 0);

function rangeOf(what: string, terms: number, lists: readonly Float64Array[], { variance }: Law): Lengths {
  let [least, most, count] = [Number.POSITIVE_INFINITY, 0, 0];
  for (const list of lists) {
    for (const square of list) {
      if (!(square >= least)) least = square;
      if (!(square <= most)) most = square;
      count++;
    }
  }
  return { what, terms, least: least / variance, most: most / variance, count };
}

function cdf(law: Law, terms: number, sum: number): number {
  if (law.family === "normal") return chiSquareCdf(sum, terms);
  const spread = law.moment(4) - 1;
  const skewness = (law.moment(6) - 3 * law.moment(4) + 2) / (power(spread, 1.5) * Math.sqrt(terms));
  return shiftedGammaCdf((sum - terms) / Math.sqrt(terms * spread), skewness);
}
