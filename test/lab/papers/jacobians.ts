/** Input-output Jacobians of linear and ReLU networks, and the squares of their singular values. */

import type { Rule } from "../../../harness/contract/rule/index.js";
import { activationByName } from "../../../harness/propagation/activation/index.js";
import { normalsOf } from "../../../harness/propagation/network/normals.js";
import { forwardProduct } from "../../../harness/propagation/network/products.js";
import { weightsOf } from "../../../harness/propagation/network/weights.js";
import {
  finiteJacobianVariance,
  jacobianSpectrum,
  largestJacobianValue,
} from "../../../harness/propagation/theory/index.js";
import { square } from "./nets.js";
import type { Statistic } from "./paper.js";
import { identityRows, type Rows, singularValues, times } from "./singularValues.js";

export interface JacobianSetting {
  readonly width: number;
  readonly depth: number;
  readonly weights: "gaussian" | "orthogonal";
  readonly activation: "linear" | "relu";
}

/** Variance and maximum of the squared singular values of one network's Jacobian. */
export function jacobianStatistics(
  setting: JacobianSetting,
  published: readonly [string, string],
): readonly Statistic[] {
  const { width, depth, weights, activation } = setting;
  const spectrum = { depth, weights, linear: activation === "relu" ? 1 / 2 : 1 };
  const { variance, max } = jacobianSpectrum(spectrum);
  const exact = weights === "orthogonal" && activation === "linear" ? { rounding: depth * FLOAT32 } : {};
  return [
    {
      ...exact,
      name: `${weights}: variance`,
      limit: variance,
      mean: finiteJacobianVariance(setting),
      published: published[0],
    },
    {
      ...exact,
      name: `${weights}: largest`,
      limit: max,
      mean: largestJacobianValue(spectrum, width),
      published: published[1],
    },
  ];
}

/** A float32 weight matrix may be off by this much in its squared singular values. */
const FLOAT32 = 2 ** -23;

export function jacobianValues(
  { width, depth, activation }: JacobianSetting,
  rule: Rule,
  seed: number,
): readonly number[] {
  const { fn, derivative } = activationByName(activation);
  const weights = weightsOf(rule, square(width, depth), seed, 0);
  let x = normalsOf(seed, "input", width);
  let jacobian: Rows = identityRows(width);
  for (let l = 1; l <= depth; l++) {
    const z = forwardProduct(weights(l), x, width);
    const slopes = z.map(derivative);
    jacobian = times(jacobian, weights(l)).map((row) => row.map((value, o) => value * slopes[o]!));
    x = z.map(fn);
  }
  const squares = singularValues(jacobian).map((value) => value * value);
  const mean = squares.reduce((sum, value) => sum + value, 0) / width;
  return [squares.reduce((sum, value) => sum + (value - mean) ** 2, 0) / width, squares[0]!];
}
