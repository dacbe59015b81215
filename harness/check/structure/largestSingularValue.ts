import { normalCdf, tracyWidom1Sf, tracyWidom1UpperQuantile } from "../../numeric/index.js";
import { largestEigenvalue } from "../../numeric/largestEigenvalue.js";
import type { Check, Look } from "../check.js";
import { atLeast, smallestCaught, twoSided } from "../power.js";
import { squarest } from "../sample.js";
import { independentEntries } from "./applies.js";
import { LARGEST, SHORTEST } from "./gram.js";
import { gramMatrix } from "./gramMatrix.js";

/** The squared largest singular value against the Tracy-Widom law, centred and scaled as in Ma 2012 (arXiv:0810.1329). */
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
      const { centre, scale } = nullOf(long, short);
      const s = (largestEigenvalue(products, short) / law.variance - centre) / scale;
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
  detects: ({ expected: { shape }, tensors }, looks) => {
    const { rows, columns } = squarest(shape.dims);
    return `a shared direction with ${atLeast(100 * directionSeen(rows, columns, tensors, looks))}% of the entries' spread`;
  },
};

/** Centre and scale of the law of the largest eigenvalue of a random Gram matrix. */
function nullOf(long: number, short: number): { readonly centre: number; readonly scale: number } {
  const [a, b] = [Math.sqrt(long - 0.5), Math.sqrt(short - 0.5)];
  return { centre: (a + b) ** 2, scale: (a + b) * Math.cbrt(1 / a + 1 / b) };
}

/**
 * The size, in sd, of a rank-one direction that is detected. Its singular value t moves the largest eigenvalue to (t^2 + r)(t^2 +
 * c) / t^2 if t^4 > rc, with a standard deviation of about 2 t (1 - rc / t^4)^1/2 (Benaych-Georges and Nadakuditi 2012). One of
 * the tensors must show it.
 */
function directionSeen(rows: number, columns: number, tensors: number, looks: readonly Look[]): number {
  const { centre, scale } = nullOf(Math.max(rows, columns), Math.min(rows, columns));
  const tests = looks.map(({ level, growth }) => {
    const count = tensors * growth;
    return { count, beyond: centre + scale * tracyWidom1UpperQuantile(level / (2 * count)) };
  });
  const size = rows * columns;
  const threshold = Math.sqrt(Math.sqrt(size));
  // The excess over the size at which a direction begins to be visible.
  const excess = smallestCaught((e) => {
    const t = (1 + e) * threshold;
    const [middle, sd] = [
      ((t * t + rows) * (t * t + columns)) / (t * t),
      2 * t * Math.sqrt(1 - size / (t * t) / (t * t)),
    ];
    return tests.reduce(
      (all, { count, beyond }) => all * -Math.expm1(count * Math.log(normalCdf((beyond - middle) / sd))),
      1,
    );
  }, 0.3);
  return (1 + excess) / threshold;
}
