import type { Prospect } from "../check.js";
import { hasMoments } from "../marginal/applies.js";

/** Entries are independent throughout the tensor, so that places and neighbours are meaningful. */
export const independentEntries =
  (fewest: number) =>
  ({ expected: { joint, fixed, law }, dtype, n }: Prospect): boolean =>
    joint === "independent" && fixed === undefined && n >= fewest && hasMoments(law, dtype);
