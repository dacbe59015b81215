import { reluLogRatio } from "../../../harness/propagation/theory/index.js";
import { heNormal } from "../../../initializers/index.js";
import { scaledVariance } from "./mistakes.js";
import { curvesOf, logOutput, square } from "./nets.js";
import { type Paper, paper } from "./paper.js";
import { lawStatistics, lawValues } from "./spread.js";

const [WIDTH, DEPTH] = [256, 100];
const layer = reluLogRatio(WIDTH);
const law = { meanField: 0, mean: DEPTH * layer.mean, variance: DEPTH * layer.variance };

export const failureModeTwo: Paper = paper({
  id: "failure-mode-two",
  rows: [13],
  paper: "Hanin and Rolnick (2018)",
  figure: "figure 2: lengths of different networks drift apart (failure mode 2)",
  settings: `ReLU, he_normal, ${DEPTH} layers of ${WIDTH}; ln |x_${DEPTH}|^2 / |x_0|^2`,
  meaning:
    "A right variance does not make one network right: lengths of single networks are lognormal with variance 5 depth/width. Two drafts of " +
    "this network differ by a factor of seven as a rule, and depth needs width, not a better initializer.",
  nets: 48,
  statistics: () => lawStatistics("ln |x|^2", law, ["-.983", "1.408"]),
  right: heNormal.rule,
  wrong: { what: "variance 5% too large", setting: scaledVariance(heNormal.rule, 1.05) },
  draw: (seed, rule) =>
    lawValues(logOutput(curvesOf("relu", { rule, widths: square(WIDTH, DEPTH), seed }), DEPTH), law),
});
