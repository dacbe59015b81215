import type { Sample } from "../../check/sample.js";
import type { Expectation } from "../../contract/expectation.js";

/** The data of a diagnosis: one case, or all failing cases of one initializer; more shapes are better. */
export interface DiagnoseInput {
  readonly expected: Expectation;
  readonly samples: readonly Sample[];
  /** Names of the checks that failed. */
  readonly failed: readonly string[];
}
