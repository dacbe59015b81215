import type { Rule } from "../../../contract/rule/index.js";
import { shapeOf } from "../../../contract/shape.js";
import { openStream } from "../../../random/index.js";
import type { Activation } from "../../activation/index.js";
import { normalsOf } from "../normals.js";
import { backwardProduct, forwardProduct } from "../products.js";
import { meanSquare } from "../signal.js";

/** A chain of blocks x + alpha W_2 phi(W_1 x). */
export interface ResidualOptions {
  /** The weights into and out of a branch. */
  readonly first: Rule;
  readonly last: Rule;
  readonly activation: Activation;
  readonly width: number;
  readonly blocks: number;
  readonly alpha: number;
  readonly seed: number;
}

/**
 * Relative mean squares: of the signal after every block over that of the input, and of the gradient before every block
 * over that at the top.
 */
export interface ResidualLengths {
  readonly forward: readonly number[];
  readonly backward: readonly number[];
}

/** Runs one residual network forward from a random input, and back from a random gradient. */
export function residualLengths(options: ResidualOptions): ResidualLengths {
  const { first, last, activation, width, blocks, alpha, seed } = options;
  const shape = shapeOf([width, width], "io");
  const layers = Array.from({ length: blocks }, (_, b) => ({
    into: first.fill(shape, openStream(seed, `block ${b} first`)),
    outOf: last.fill(shape, openStream(seed, `block ${b} last`)),
    slopes: new Float64Array(width),
  }));
  const input = normalsOf(seed, "input", width);
  let x = input;
  const forward = layers.map(({ into, outOf, slopes }) => {
    const z = forwardProduct(into, x, width);
    slopes.set(z.map(activation.derivative));
    x = plusScaled(x, alpha, forwardProduct(outOf, z.map(activation.fn), width));
    return meanSquare(x) / meanSquare(input);
  });
  const top = normalsOf(seed, "top", width);
  let delta = top;
  const backward = layers.toReversed().map(({ into, outOf, slopes }) => {
    const inside = backwardProduct(outOf, delta, width).map((value, i) => value * slopes[i]!);
    delta = plusScaled(delta, alpha, backwardProduct(into, inside, width));
    return meanSquare(delta) / meanSquare(top);
  });
  return { forward, backward: backward.reverse() };
}

function plusScaled(x: Float64Array, scale: number, added: Float64Array): Float64Array {
  return x.map((value, i) => value + scale * added[i]!);
}
