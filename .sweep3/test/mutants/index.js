import { dependenceMutants } from "./dependence.js";
import { escapeMutants } from "./escapes.js";
import { familyMutants } from "./family.js";
import { fanMutants } from "./fans.js";
import { formMutants } from "./forms.js";
import { orthogonalMutants } from "./orthogonal.js";
import { parameterMutants } from "./parameters.js";
import { partMutants } from "./parts.js";
import { randomnessMutants } from "./randomness.js";
import { realMutants } from "./real/index.js";
import { scaleMutants } from "./scale.js";
import { seedMutants } from "./seeds.js";
import { structureMutants } from "./structure.js";
/** The known-wrong corpus: what the gate must catch, and should name. */
export const mutants = [
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
    ...realMutants,
];
export { MISTAKES, OF_FILES } from "./mistakes.js";
export { mutantSubject, SEEN_AT } from "./mutant.js";
