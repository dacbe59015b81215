import { sameBytes } from "./sameBytes.js";
export const reproducible = {
    name: "reproducible",
    question: "Does the same seed give the same bytes again?",
    tail: () => "invariant",
    applies: ({ reseeded, expected }) => reseeded && expected.shape.size > 0,
    run: ({ tensors: [first], again }) => sameBytes(first, again),
    detects: () => "any entry that differs",
};
