import { hasMoments } from "../marginal/applies.js";
/** Independent entries everywhere in the tensor: places and neighbours mean something. */
export const independentEntries = (fewest) => ({ expected: { joint, fixed, law }, dtype, n }) => joint === "independent" && fixed === undefined && n >= fewest && hasMoments(law, dtype);
