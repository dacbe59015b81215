import type { Check } from "../check.js";
import { coincidence } from "../matchProbability.js";

/** Entries of an orthogonal matrix whose agreement is no chance in any format. */
const ENOUGH = 24;

export const seedMatters: Check = {
  name: "seed_matters",
  question: "Do different seeds give different weights?",
  tail: () => "invariant",
  applies: ({ expected: { joint, law }, dtype, n, tensors }) =>
    joint !== "exact" && tensors >= 2 && n / tensors >= (joint === "orthogonal" ? ENOUGH : coincidence(law, dtype)),
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
