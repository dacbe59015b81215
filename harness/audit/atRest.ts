import type { Expectation } from "../expectation.js";
import type { Dtype } from "../format/dtype.js";
import type { Entries } from "../sample.js";

/** A tensor that cannot be drawn again, and what a contract says of it. */
export interface AtRest {
  readonly expected: Expectation;
  readonly dtype: Dtype;
  readonly entries: Entries;
}
