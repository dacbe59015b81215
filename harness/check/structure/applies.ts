import type { Prospect } from "../check.js";

/** Independent entries everywhere in the tensor: places and neighbours mean something. */
export const independentEntries =
  (fewest: number) =>
  ({ expected: { joint, fixed }, n }: Prospect): boolean =>
    joint === "independent" && fixed === undefined && n >= fewest;
