import type { Check } from "../check.js";
import { orthogonality } from "./orthogonality.js";
import { reproducible } from "./reproducible.js";
import { seedMatters } from "./seedMatters.js";

/** Questions about how entries, tensors and seeds hang together. */
export const structureChecks: readonly Check[] = [reproducible, seedMatters, orthogonality];
