import { tracyWidom1Sf } from "../../numeric/index.js";
import { largestEigenvalue } from "../../numeric/largestEigenvalue.js";
import { squarest } from "../../sample.js";
import type { Check } from "../check.js";
import { figure, twoSided } from "../power.js";
import { independentEntries } from "./applies.js";
import { LARGEST, SHORTEST } from "./gram.js";
import { gramMatrix } from "./gramMatrix.js";

/** The square of the largest singular value against the Tracy-Widom law, centred and scaled after Ma 2012 (arXiv:0810.1329). */
export const largestSingularValue: Check = {
  name: "largest_singular_value",
  question: "Is the largest singular value that of a random matrix?",
  tail: () => "approximate",
  applies: (prospect) => {
    const { rows, columns } = squarest(prospect.expected.shape.dims);
    const normal = prospect.expected.law.family === "normal";
    return (
      normal && independentEntries(1000)(prospect) && Math.min(rows, columns) >= SHORTEST && rows * columns <= LARGEST
    );
  },
  run({ tensors, matrix, expected: { law } }) {
    const looks = tensors.map((tensor) => {
      const { short, long, products } = gramMatrix(tensor, matrix, law);
      const [a, b] = [Math.sqrt(long - 0.5), Math.sqrt(short - 0.5)];
      const s =
        (largestEigenvalue(products, short) / law.variance - (a + b) ** 2) / ((a + b) * Math.cbrt(1 / a + 1 / b));
      const above = tracyWidom1Sf(s);
      return { s, pValue: twoSided(1 - above, above) };
    });
    const worst = looks.reduce((x, y) => (y.pValue < x.pValue || Number.isNaN(y.pValue) ? y : x));
    return {
      pValue: Math.min(1, looks.length * worst.pValue),
      statistic: worst.s,
      expected: "a Tracy-Widom value, about -1.2",
      observed: worst.s,
    };
  },
  detects: ({ expected: { shape } }) => {
    const { rows, columns } = squarest(shape.dims);
    return `a shared direction with ${figure(100 * Math.sqrt(1 / Math.sqrt(rows * columns)))}% of the entries' spread`;
  },
};
