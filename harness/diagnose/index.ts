import type { Diagnosis } from "../record.js";

/** Stand-in until the catalogue of mistakes lands: states that something is wrong, and no more. */
export const diagnose = ({ failed }: { readonly failed: readonly string[] }): Diagnosis => ({
  mistake: "wrong-scale",
  evidence: `failed ${failed.join(", ")}`,
  alsoFits: [],
});
