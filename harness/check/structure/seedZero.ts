import type { Check } from "../check.js";

/** `seed || Math.random()` and its like: a seed that a program takes for none. */
export const seedZero: Check = {
  name: "seed_zero",
  question: "Is 0 a seed like any other, giving the same bytes again?",
  tail: () => "invariant",
  applies: ({ reseeded, expected }) => reseeded && expected.joint !== "exact" && expected.shape.size > 0,
  run({ atZero }) {
    if (atZero === undefined) return { pValue: Number.NaN, statistic: Number.NaN, expected: "", observed: "" };
    const [first, again] = atZero;
    const at = first.findIndex((x, index) => !Object.is(x, again[index]));
    return {
      pValue: at < 0 ? 1 : 0,
      statistic: at < 0 ? 0 : 1,
      expected: "the same bytes",
      observed: at < 0 ? "the same bytes" : `${again[at]} for ${first[at]} at ${at}`,
    };
  },
  detects: () => "a seed 0 that draws fresh entropy",
};
