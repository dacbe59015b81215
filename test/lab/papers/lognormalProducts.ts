import { reluLogRatio } from "../../../harness/propagation/theory/index.js";
import { heNormal } from "../../../initializers/index.js";
import { scaledVariance } from "./mistakes.js";
import { curvesOf, logOutput, square } from "./nets.js";
import { type Paper, paper } from "./paper.js";
import { lawStatistics, lawValues } from "./spread.js";

const [WIDTH, DEPTH] = [32, 50];
const layer = reluLogRatio(WIDTH);
const law = { meanField: 0, mean: DEPTH * layer.mean, variance: DEPTH * layer.variance };

export const lognormalProducts: Paper = paper({
  id: "lognormal-products",
  rows: [14],
  paper: "Hanin and Nica (2019)",
  figure: "products of random matrices with ReLU are lognormal, forward and backward",
  settings: `ReLU, he_normal, ${DEPTH} layers of ${WIDTH}; ln of squared lengths over ${DEPTH} layers`,
  meaning:
    "Signals and gradients have one law, exactly, at any width. In a network deeper than wide the typical gradient is e^-2 of its root mean " +
    "square value: averages over seeds are made by the few lucky ones.",
  nets: 1500,
  statistics: () => [
    ...lawStatistics("ln |x|^2, forward", law, ["-4.127", "2.979"]),
    ...lawStatistics("ln |gradient|^2, backward", law, ["-4.127", "2.979"]),
  ],
  right: heNormal.rule,
  wrong: { what: "variance 5% too large", setting: scaledVariance(heNormal.rule, 1.05) },
  // One layer more than the signal passes: the gradient comes back through as many.
  draw: (seed, rule) => {
    const curves = curvesOf("relu", { rule, widths: square(WIDTH, DEPTH + 1), seed });
    return [...lawValues(logOutput(curves, DEPTH), law), ...lawValues(curves.backward[0]!, law)];
  },
});
