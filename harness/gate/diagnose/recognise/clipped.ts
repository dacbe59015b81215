import { spacing } from "../../../weights/dtype.js";
import { failedAny, type Recogniser, valuesOf } from "./recogniser.js";

/** The fewest equal values at the ends that count as clipped. */
const PILE = 8;
/** The smallest share of entries at the ends that counts as clipped, unless a check found that one value comes too often. */
const SHARE = 1e-3;

/**
 * Recognises clipping: many values equal to the least or the largest, to which the program moved them instead of
 * drawing again.
 */
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
  // On a coarse grid the outermost cells hold some entries of a right sample: clipping leaves more.
  const share = (spacing(dtype, least) + spacing(dtype, most)) / (most - least);
  const fewest = failedAny(input, "commonest_value") ? 4 * share : Math.max(SHARE, 4 * share);
  if (!(atEnds >= Math.max(PILE, values.length * fewest))) return undefined;
  const evidence = `${atEnds} of ${values.length} values lie exactly on ${least} or ${most}`;
  return { mistake: "clipped-not-truncated", evidence };
};
