import type { Check } from "../check.js";

/** Entries beyond which equality of two random float32 tensors is no chance. */
const ENOUGH = 8;

export const seedMatters: Check = {
  name: "seed_matters",
  question: "Do different seeds give different weights?",
  tail: () => "invariant",
  applies: ({ expected, n, tensors }) => expected.joint !== "exact" && n / tensors >= ENOUGH && tensors >= 2,
  run({ tensors }) {
    const seen = new Set(
      tensors.map((tensor) => Buffer.from(tensor.buffer, tensor.byteOffset, tensor.byteLength).toString("latin1")),
    );
    const repeats = tensors.length - seen.size;
    return {
      pValue: repeats === 0 ? 1 : 0,
      statistic: repeats,
      expected: "no two alike",
      observed: `${repeats} repeated`,
    };
  },
  detects: () => "two seeds with the same weights",
};
