import type { Check } from "../check.js";

export const reproducible: Check = {
  name: "reproducible",
  question: "Does the same seed give the same bytes again?",
  tail: () => "invariant",
  applies: ({ reseeded, expected }) => reseeded && expected.shape.size > 0,
  run({ tensors: [first], again }) {
    if (first === undefined || again === undefined)
      return { pValue: Number.NaN, statistic: Number.NaN, expected: "", observed: "" };
    const at = first.findIndex((x, index) => !Object.is(x, again[index]));
    return {
      pValue: at < 0 ? 1 : 0,
      statistic: at < 0 ? 0 : 1,
      expected: "the same bytes",
      observed: at < 0 ? "the same bytes" : `${again[at]} for ${first[at]} at ${at}`,
    };
  },
  detects: () => "any entry that differs",
};
