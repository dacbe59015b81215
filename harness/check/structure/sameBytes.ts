import type { Observation } from "../check.js";
import type { Entries } from "../sample.js";

/** Whether a tensor drawn again equals the first draw, entry by entry; no answer if one of them is missing. */
export function sameBytes(first: Entries | undefined, again: Entries | undefined): Observation {
  if (first === undefined || again === undefined)
    return { pValue: Number.NaN, statistic: Number.NaN, expected: "", observed: "" };
  const at = first.findIndex((x, index) => !Object.is(x, again[index]));
  return {
    pValue: at < 0 ? 1 : 0,
    statistic: at < 0 ? 0 : 1,
    expected: "the same bytes",
    observed: at < 0 ? "the same bytes" : `${again[at]} for ${first[at]} at ${at}`,
  };
}
