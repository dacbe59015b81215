import { ruleOf } from "../../../harness/contract/initializer.js";
import { lecunNormal, orthogonal } from "../../../initializers/index.js";
import { type JacobianSetting, jacobianStatistics, jacobianValues } from "./jacobians.js";
import { scaledVariance } from "./mistakes.js";
import { type Paper, paper } from "./paper.js";

const gaussian: JacobianSetting = { width: 200, depth: 16, weights: "gaussian", activation: "linear" };
const haar: JacobianSetting = { ...gaussian, width: 64, weights: "orthogonal" };
const right = [lecunNormal.rule, ruleOf(orthogonal)];

export const saxeSpectrum: Paper = paper({
  id: "saxe-spectrum",
  rows: [19],
  paper: "Saxe et al. (2014)",
  figure: "squared singular values of a deep linear network's Jacobian",
  settings: `linear, ${gaussian.depth} layers of ${gaussian.width} (Gaussian) and ${haar.width} (orthogonal)`,
  meaning:
    "Gaussian weights of the right variance keep the mean square of the gradient and yet stretch it by about e depth in one direction while " +
    "crushing most others. Orthogonal weights keep every direction, to float32.",
  remark:
    "At finite width the variance is exact. The largest is below the edge of the spectrum by the Tracy-Widom law's mean, and what is left out " +
    "there grows with depth/width.",
  nets: 48,
  statistics: () => [...jacobianStatistics(gaussian, ["16", "44.84"]), ...jacobianStatistics(haar, ["0", "1"])],
  right,
  wrong: { what: "variance 5% too large", setting: right.map((rule) => scaledVariance(rule, 1.05)) },
  draw: (seed, [normal, uniform]) => [
    ...jacobianValues(gaussian, normal!, seed),
    ...jacobianValues(haar, uniform!, seed),
  ],
});
