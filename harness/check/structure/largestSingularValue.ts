import { tracyWidom1Sf } from "../../numeric/index.js";
import { squarest } from "../../sample.js";
import type { Check } from "../check.js";
import { figure, twoSided } from "../power.js";
import { independentEntries } from "./applies.js";
import { LARGEST, SHORTEST } from "./gram.js";
import { gramMatrix } from "./gramMatrix.js";

/** Steps of the power iteration: the leading eigenvalues of a random matrix lie 1% apart or more. */
const STEPS = 600;

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
  run({ standardTensors, matrix }) {
    const looks = standardTensors.map((tensor) => {
      const { short, long, products } = gramMatrix(tensor, matrix);
      const [a, b] = [Math.sqrt(long - 0.5), Math.sqrt(short - 0.5)];
      const s = (largestEigenvalue(products, short) - (a + b) ** 2) / ((a + b) * Math.cbrt(1 / a + 1 / b));
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

/** By power iteration from a fixed vector; the Rayleigh quotient errs by the square of what is left of the others. */
function largestEigenvalue(matrix: Float64Array, size: number): number {
  let v = Float64Array.from({ length: size }, (_, i) => 1 + ((i * 7919) % 101) / 101);
  let value = 0;
  for (let step = 0; step < STEPS; step++) {
    const next = new Float64Array(size);
    let norm = 0;
    for (let i = 0; i < size; i++) {
      let dot = 0;
      for (let j = 0, at = i * size; j < size; j++, at++) dot += matrix[at]! * v[j]!;
      next[i] = dot;
      norm += dot * dot;
    }
    const length = Math.sqrt(norm);
    value = v.reduce((sum, x, i) => sum + x * next[i]!, 0) / v.reduce((sum, x) => sum + x * x, 0);
    v = next.map((x) => x / length);
  }
  return value;
}
