import { dependenceMutants } from "./dependence.js";
import { escapeMutants } from "./escapes.js";
import { faintMutants } from "./faint.js";
import { familyMutants } from "./family.js";
import { fanMutants } from "./fans.js";
import { formMutants } from "./forms.js";
import type { Mutant } from "./mutant.js";
import { orthogonalMutants } from "./orthogonal.js";
import { parameterMutants } from "./parameters.js";
import { partMutants } from "./parts.js";
import { randomnessMutants } from "./randomness.js";
import { realMutants } from "./real/index.js";
import { scaleMutants } from "./scale.js";
import { seedMutants } from "./seeds.js";
import { structureMutants } from "./structure.js";

/** The known-wrong corpus: what the gate must catch, and should name. */
export const mutants: readonly Mutant[] = [
  ...fanMutants,
  ...scaleMutants,
  ...familyMutants,
  ...randomnessMutants,
  ...structureMutants,
  ...orthogonalMutants,
  ...seedMutants,
  ...formMutants,
  ...parameterMutants,
  ...partMutants,
  ...dependenceMutants,
  ...escapeMutants,
  ...faintMutants,
  ...realMutants,
];

export { MISTAKES, type Mistake, OF_FILES } from "./mistakes.js";
export { type Mutant, mutantSubject, SEEN_AT, type Size } from "./mutant.js";
