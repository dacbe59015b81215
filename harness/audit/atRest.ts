import type { Entries } from "../check/sample.js";
import type { Expectation } from "../contract/expectation.js";
import type { Dtype } from "../weights/dtype.js";

/** A tensor that cannot be drawn again, and what a contract expects of it. */
export interface AtRest {
  readonly expected: Expectation;
  readonly dtype: Dtype;
  readonly entries: Entries;
}
