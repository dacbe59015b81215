/**
 * A bias has no fans of its own: whoever draws it at random takes the fan_in of the weight beside it (PyTorch's Linear and
 * Conv: U(+-1/sqrt(fan_in))). The weight is told by its name: `fc.bias` has `fc.weight`, `dense/bias:0` has `dense/kernel:0`.
 */
import type { Expectation } from "../contract/expectation.js";
import { expectationOf, type Initializer, type WeightSpec } from "../contract/initializer.js";
import { type Shape, shapeOf } from "../contract/shape.js";

const BIAS = /bias(?=[^/.]*$)/;

/** Names that the weight beside this bias may have. */
export function weightNames(bias: string): readonly string[] {
  return BIAS.test(bias) ? ["weight", "kernel"].map((word) => bias.replace(BIAS, word)) : [];
}

/**
 * What a contract says of a bias of `size` entries beside a weight of this shape. Throws a RangeError where it says nothing:
 * a rule of both fans is none for a bias, which has no outputs to go to.
 */
export function biasExpectation(initializer: Initializer, spec: WeightSpec, weight: Shape): Expectation {
  // Of an expression that names a fan, the weight's fan_in is meant; its outputs are none of a bias.
  const own = expectationOf(initializer, { ...spec, fanIn: weight.fanIn, fanOut: Number.NaN });
  if (own.scaling === undefined || own.scaling.fan === "none") return own;
  if (own.scaling.fan !== "in") throw new RangeError(`${initializer.name}: must not need fan_out for a bias`);
  const { dims, size, letters } = shapeOf(spec.shape, spec.layout);
  return { ...own, shape: { ...weight, dims, size, letters } };
}
