import { selu } from "../../../harness/propagation/activation/selu.js";
import { activationMoments, chi1, chiParallel, forwardCurve } from "../../../harness/propagation/theory/index.js";
import { lecunNormal } from "../../../initializers/index.js";
import { scaledVariance } from "./mistakes.js";
import { curvesOf, square } from "./nets.js";
import { once } from "./once.js";
import { type Paper, paper } from "./paper.js";
import { lawStatistics, lawValues } from "./spread.js";

const [WIDTH, DEPTH] = [256, 50];
const law = once(
  () => forwardCurve({ initializer: "lecun_normal", activation: selu, width: WIDTH, depth: DEPTH })[DEPTH - 1]!,
);

export const selfNormalizing: Paper = paper({
  id: "self-normalizing",
  rows: [15],
  paper: "Klambauer et al. (2017)",
  figure: "the fixed point (0, 1) of SELU",
  settings: `SELU, lecun_normal, ${DEPTH} layers of ${WIDTH}; ln mean(z^2) of the last layer`,
  meaning:
    "With LeCun's variance, 1/fan_in and not its square, SELU pulls mean and variance back to 0 and 1, so that lengths do not drift apart with depth. " +
    "Gradients are not self-normalizing: their variance grows by chi_1 a layer.",
  nets: 48,
  statistics: () => lawStatistics("ln mean(z^2)", law(), ["-.0176", ".1515"]),
  facts: () => [
    { name: "E[phi] at the fixed point", value: activationMoments(selu, 1).phi, published: "0.0000000000" },
    { name: "E[phi^2] at the fixed point", value: activationMoments(selu, 1).phi2, published: "1.0000000000" },
    { name: "slope of the variance map", value: chiParallel(selu, 1, 1), published: "0.782647883" },
    { name: "gradient growth a layer, chi_1", value: chi1(selu, 1, 1), published: "1.0716" },
  ],
  right: lecunNormal.rule,
  wrong: { what: "variance 10% too large", setting: scaledVariance(lecunNormal.rule, 1.1) },
  draw: (seed, rule) =>
    lawValues(curvesOf("selu", { rule, widths: square(WIDTH, DEPTH), seed }).forward[DEPTH - 1]!, law()),
});
