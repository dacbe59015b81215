import { spacing } from "../../../weights/dtype.js";
import { failedAny, type Recogniser, valuesOf } from "./recogniser.js";

/** Fewer equal values at an end are not a pile. */
const PILE = 8;
/** A smaller share of entries is no pile, unless a check found that one value comes too often. */
const SHARE = 1e-3;

/** Values piled up at one end or both: moved there instead of drawn again. */
export const clipped: Recogniser = (input) => {
  if (input.expected.joint !== "independent") return undefined;
  const values = valuesOf(input);
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const x of values) {
    if (x < least) least = x;
    if (x > most) most = x;
  }
  const atEnds = values.reduce((n, x) => n + (x === least || x === most ? 1 : 0), 0);
  const { dtype } = input.samples[0]!;
  // On a coarse grid the last cells hold some entries anyway: a pile has more.
  const share = (spacing(dtype, least) + spacing(dtype, most)) / (most - least);
  const fewest = failedAny(input, "commonest_value") ? 4 * share : Math.max(SHARE, 4 * share);
  if (!(atEnds >= Math.max(PILE, values.length * fewest))) return undefined;
  const evidence = `${atEnds} of ${values.length} values lie exactly on ${least} or ${most}`;
  return { mistake: "clipped-not-truncated", evidence };
};
