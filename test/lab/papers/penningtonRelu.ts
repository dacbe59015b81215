import { ruleOf } from "../../../harness/contract/initializer.js";
import { heNormal, orthogonal } from "../../../initializers/index.js";
import { type JacobianSetting, jacobianStatistics, jacobianValues } from "./jacobians.js";
import { scaledVariance } from "./mistakes.js";
import { type Paper, paper } from "./paper.js";

const gaussian: JacobianSetting = { width: 200, depth: 4, weights: "gaussian", activation: "relu" };
const haar: JacobianSetting = { ...gaussian, weights: "orthogonal" };
const right = [heNormal.rule, ruleOf(orthogonal, { gain: Math.SQRT2 })];

export const penningtonRelu: Paper = paper({
  id: "pennington-relu",
  rows: [21],
  paper: "Pennington et al. (2017)",
  figure: "ReLU cannot be an isometry",
  settings: `ReLU, ${gaussian.depth} layers of ${gaussian.width}, mean square gain 1`,
  meaning:
    "Orthogonal weights halve the spread of a ReLU network's Jacobian and cannot remove it: half of the units pass nothing on. " +
    "Dynamical isometry needs a smooth sigmoid at small q as well.",
  remark: "At finite width the variance is exact, the largest to first order (Tracy-Widom).",
  nets: 96,
  statistics: () => [...jacobianStatistics(gaussian, ["8", "21.86"]), ...jacobianStatistics(haar, ["4", "9.48"])],
  right,
  wrong: { what: "variance 10% too large", setting: right.map((rule) => scaledVariance(rule, 1.1)) },
  draw: (seed, [normal, uniform]) => [
    ...jacobianValues(gaussian, normal!, seed),
    ...jacobianValues(haar, uniform!, seed),
  ],
});
