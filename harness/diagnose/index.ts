import type { Expectation } from "../expectation.js";
import type { Diagnosis } from "../record.js";
import type { Sample } from "../sample.js";

/** Stand-in until the catalogue of mistakes lands: states that something is wrong, and no more. */
export const diagnose = ({
  failed,
}: {
  readonly expected: Expectation;
  readonly samples: readonly Sample[];
  readonly failed: readonly string[];
}): Diagnosis => ({
  mistake: "wrong-scale",
  evidence: `failed ${failed.join(", ")}`,
  alsoFits: [],
});

export { type Mistake, mistakes } from "./mistakes.js";
