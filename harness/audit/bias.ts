/**
 * A bias has no fans of its own: a framework that draws it at random uses the fan_in of the weight of the same layer
 * (PyTorch's Linear and Conv: U(+-1/sqrt(fan_in))). The weight is found by name: `fc.bias` has `fc.weight`,
 * `dense/bias:0` has `dense/kernel:0`.
 */
import type { Expectation } from "../contract/expectation.js";
import { expectationOf, type Initializer, type WeightSpec } from "../contract/initializer.js";
import { type Shape, shapeOf } from "../contract/shape.js";

/**
 * The expectation of a bias with `size` entries, in a layer whose weight has this shape. Throws a RangeError if the
 * contract needs fan_out, which a bias does not have.
 */
export function biasExpectation(initializer: Initializer, spec: WeightSpec, weight: Shape): Expectation {
  // An expression that names a fan uses the fan_in of the weight; a bias has no fan_out.
  const own = expectationOf(initializer, { ...spec, fanIn: weight.fanIn, fanOut: Number.NaN });
  if (own.scaling === undefined || own.scaling.fan === "none") return own;
  if (own.scaling.fan !== "in") throw new RangeError(`${initializer.name}: must not need fan_out for a bias`);
  const { dims, size, letters } = shapeOf(spec.shape, spec.layout);
  return { ...own, shape: { ...weight, dims, size, letters } };
}
