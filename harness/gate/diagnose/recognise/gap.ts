import { type Recogniser, tensorsOf } from "./recogniser.js";

/** More equal neighbours than this do not come from any generator. */
const LONGEST = 6;

/** A run of one value among entries that differ: a block that was never written. */
export const gap: Recogniser = ({ expected, samples, failed }) => {
  if (expected.joint !== "independent" || expected.fixed !== undefined) return undefined;
  const { dtype } = samples[0]!;
  if (dtype !== "float32" && dtype !== "float64") return undefined;
  for (const tensor of tensorsOf({ expected, samples, failed })) {
    let [from, best, at] = [0, 0, 0];
    for (let i = 1; i <= tensor.length; i++) {
      if (i < tensor.length && tensor[i] === tensor[from]) continue;
      if (i - from > best) [best, at] = [i - from, from];
      from = i;
    }
    if (best <= LONGEST || best > tensor.length / 2) continue;
    const value = tensor[at]!;
    const evidence = `${best} entries from ${at} on are all ${value}`;
    return { mistake: "constant", evidence, alsoFits: value === 0 ? ["all-zero"] : ["repeated-block"] };
  }
  return undefined;
};
