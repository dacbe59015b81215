import type { Check } from "../check.js";
import { sameBytes } from "./sameBytes.js";

/** `seed || Math.random()` and the like: a seed that a program takes for a missing one. */
export const seedZero: Check = {
  name: "seed_zero",
  question: "Is 0 a seed like any other, giving the same bytes again?",
  tail: () => "invariant",
  applies: ({ reseeded, expected }) =>
    reseeded && expected.joint !== "exact" && expected.joint !== "any" && expected.shape.size > 0,
  run: ({ atZero }) => sameBytes(atZero?.[0], atZero?.[1]),
  detects: () => "a seed 0 that draws fresh entropy",
};
