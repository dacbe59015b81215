import type { Sample } from "../../check/sample.js";
import type { Expectation } from "../../contract/expectation.js";

/** What a diagnosis may look at: one case, or all failing cases of one initializer, the more shapes the better. */
export interface DiagnoseInput {
  readonly expected: Expectation;
  readonly samples: readonly Sample[];
  /** Names of the checks that failed. */
  readonly failed: readonly string[];
}
