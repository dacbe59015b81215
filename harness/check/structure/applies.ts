import type { Prospect } from "../check.js";
import { hasMoments } from "../marginal/applies.js";

/** Independent entries everywhere in the tensor: places and neighbours mean something. */
export const independentEntries =
  (fewest: number) =>
  ({ expected: { joint, fixed, law }, dtype, n }: Prospect): boolean =>
    joint === "independent" && fixed === undefined && n >= fewest && hasMoments(law, dtype);
