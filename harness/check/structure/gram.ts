import { shiftedGammaCdf, shiftedGammaSf } from "../../numeric/index.js";
import { fourDigits } from "../../record/numberText.js";
import type { Check } from "../check.js";
import { atLeast, reach, twoSided } from "../power.js";
import { squarest } from "../sample.js";
import { independentEntries } from "./applies.js";
import { gramMatrix } from "./gramMatrix.js";

export const SHORTEST = 32;
/** The products cost short^2 x long: tensors with more entries are left to other checks. */
export const LARGEST = 2 ** 22;

/** Squared inner products of all pairs of rows (or columns, if they are fewer): the trace moment of Marchenko and Pastur. */
export const gram: Check = {
  name: "gram",
  question: "Are rows as nearly orthogonal to each other as random ones, and no more?",
  tail: () => "approximate",
  applies: (prospect) => {
    const { rows, columns } = squarest(prospect.expected.shape.dims);
    return independentEntries(1000)(prospect) && Math.min(rows, columns) >= SHORTEST && rows * columns <= LARGEST;
  },
  run({ tensors, matrix, expected: { law } }) {
    const fourth = law.moment(4);
    let total = 0;
    for (const tensor of tensors) {
      const { short, products } = gramMatrix(tensor, matrix, law);
      for (let i = 0; i < short; i++) {
        for (let j = 0; j < i; j++) total += products[i * short + j]! * products[i * short + j]!;
      }
    }
    total /= law.variance * law.variance;
    const [r, c] = [Math.min(matrix.rows, matrix.columns), Math.max(matrix.rows, matrix.columns)];
    const { pairs, variance } = nullOf(r, c, fourth);
    const count = tensors.length;
    const z = (total - count * pairs * c) / Math.sqrt(count * variance);
    const skewness = Math.sqrt(8 / (count * pairs));
    const pValue = twoSided(shiftedGammaCdf(z, skewness), shiftedGammaSf(z, skewness));
    return {
      pValue,
      statistic: z,
      expected: "squared correlations of rows as by chance",
      observed: `${fourDigits(total / (count * pairs * c))} times as large`,
    };
  },
  detects: ({ expected: { shape, law }, tensors }, looks) => {
    const { rows, columns } = squarest(shape.dims);
    const [r, c] = [Math.min(rows, columns), Math.max(rows, columns)];
    const { pairs, variance } = nullOf(r, c, law.moment(4));
    const excess = (reach(looks) * Math.sqrt(variance / tensors)) / (pairs * c * c);
    return `pairs of rows with a squared correlation of ${atLeast(excess)} too much`;
  },
};

/** The number of pairs of r rows, and the variance of the sum of their squared inner products over c columns. */
function nullOf(r: number, c: number, fourth: number): { readonly pairs: number; readonly variance: number } {
  const pairs = (r * (r - 1)) / 2;
  const variance = pairs * (2 * c * c - 3 * c + c * fourth * fourth) + r * (r - 1) * (r - 2) * c * (fourth - 1);
  return { pairs, variance };
}
