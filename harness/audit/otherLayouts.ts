/** The layout under which a fitted scale would be a documented one: axes are often read in the wrong order. */
import { standardDeviation } from "../contract/law/index.js";
import type { Candidate, Meaning } from "./candidate.js";

/** Other layouts of a matrix: gates and projections of PyTorch, kernels of Keras. */
export const OTHERS: Readonly<Record<string, readonly { readonly layout: string; readonly groups: number }[]>> = {
  oi: [
    { layout: "io", groups: 1 },
    { layout: "(go)i", groups: 3 },
    { layout: "(go)i", groups: 4 },
  ],
  io: [
    { layout: "oi", groups: 1 },
    { layout: "i(go)", groups: 3 },
    { layout: "i(go)", groups: 4 },
  ],
  oihw: [{ layout: "iohw", groups: 1 }],
  hwio: [{ layout: "hwoi", groups: 1 }],
};

/** A scale with a larger relative error fits several names. */
export const KNOWN = 0.01;
const SAME = 4;

/** The plainest contract with the same form and scale. */
export function documentedAs(
  { expected, scale }: Pick<Candidate, "expected" | "scale">,
  meanings: readonly Meaning[],
): string | undefined {
  if (scale === undefined || scale.error > KNOWN) return undefined;
  const sd = standardDeviation(expected.law);
  const found = meanings.find(({ expected: { joint, law, scaling } }) => {
    const isForm = joint === "independent" && scaling !== undefined && law.family === expected.law.family;
    return isForm && Math.abs(standardDeviation(law) / sd - 1) < SAME * scale.error + 1e-6;
  });
  return found?.names[0];
}
