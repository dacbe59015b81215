/** A rule turns a shape into what a tensor must look like, and into a tensor that does. */

import type { Stream } from "../../random/stream.js";
import type { Expectation } from "../expectation.js";
import type { Law } from "../law/index.js";
import type { Shape } from "../shape.js";

export interface Rule {
  /** Throws a RangeError of one line for a shape the rule is not defined on. */
  expect(shape: Shape): Expectation;
  /** The entries in C order, a pure function of the stream; only called for shapes that `expect` takes. */
  fill(shape: Shape, stream: Stream): Float32Array;
  /** Where `fill` is no more than draws of one law, entry k the k-th, so that threads can share them: that law. */
  drawnFrom?(shape: Shape): Law;
}
