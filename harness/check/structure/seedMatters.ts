import type { Entries } from "../../sample.js";
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
  run({ tensors, neighbours = [] }) {
    const repeats = tensors.length - new Set(tensors.map(bytesOf)).size + repeatsOf(tensors[0]!, neighbours);
    return {
      pValue: repeats === 0 ? 1 : 0,
      statistic: repeats,
      expected: "no two alike",
      observed: `${repeats} repeated`,
    };
  },
  detects: () => "two seeds with the same weights",
};

/** Near seeds whose weights are those of the first tensor, in whatever order and with whatever signs. */
const repeatsOf = (first: Entries, neighbours: readonly Entries[]): number =>
  neighbours.filter((each) => largest(each) === largest(first) && isRearranged(first, each)).length;

/** Weights that are the same have the same largest one: few others need a closer look. */
function largest(entries: Entries): number {
  let most = 0;
  for (let k = 0; k < entries.length; k++) most = Math.max(most, Math.abs(entries[k]!));
  return most;
}

function isRearranged(first: Entries, other: Entries): boolean {
  const [own, others] = [first, other].map((each) => Float64Array.from(each, Math.abs).sort()) as [Entries, Entries];
  // Where magnitudes are few, other weights have them as well: a permutation matrix has its zeros and ones under any seed.
  const few = 2 * new Set(own).size < own.length;
  return few ? bytesOf(first) === bytesOf(other) : bytesOf(own) === bytesOf(others);
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Entries): string =>
  Buffer.from(buffer, byteOffset, byteLength).toString("latin1");
