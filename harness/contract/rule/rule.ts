/** A rule turns a shape into the expectation of a tensor, and into a tensor that meets it. */

import type { Stream } from "../../random/stream.js";
import type { Expectation } from "../expectation.js";
import type { Law } from "../law/index.js";
import type { Shape } from "../shape.js";

export interface Rule {
  /** Throws a RangeError of one line for a shape on which the rule is not defined. */
  expect(shape: Shape): Expectation;
  /** The entries in C order, a pure function of the stream; called only for shapes that `expect` accepts. */
  fill(shape: Shape, stream: Stream): Float32Array;
  /** The law of the entries if `fill` only draws from one law, entry k as draw k, so that threads can share the work. */
  drawnFrom?(shape: Shape): Law;
}
