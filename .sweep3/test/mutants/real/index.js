import { googleMutants } from "./google.js";
import { othersMutants } from "./others.js";
import { torchMutants } from "./torch.js";
/** The mistakes of real programs. */
export const realMutants = [...googleMutants, ...torchMutants, ...othersMutants];
