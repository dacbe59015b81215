import type { Expectation } from "../../contract/expectation.js";
import { type Dtype, gridOf } from "../../weights/dtype.js";
import type { Check } from "../check.js";
import { coincidence, coincidenceInAnyOrder } from "../matchProbability.js";
import { nearPairs } from "../near.js";
import type { Entries, Sample } from "../sample.js";

/** Two tensors share this many bits by chance with probability 2^-133 = 1e-40. */
const ENOUGH_BITS = 133;
/**
 * The same if entries may have any order and any signs: 64 entries, those of an 8 x 8 matrix, can be arranged and
 * signed in 2^360 ways.
 */
const ENOUGH_IN_ANY_ORDER = 4 * ENOUGH_BITS;
/** Bits by which one coordinate of a random rotation may be coarser than its entries. */
const COARSER = 3;
/** The lowest resolution of correct generators, in bits, for any dtype. */
const GENERATED = 23;

/** Random bits in an orthogonal tensor: N x k has k (2N - k - 1) / 2 free coordinates, and one sign. */
function bitsOf({ orthogonal }: Expectation, dtype: Dtype): number {
  const each = Math.min(GENERATED, gridOf(dtype).precision) - COARSER;
  return (orthogonal?.matrices ?? []).reduce((bits, { rows, columns }) => {
    const [long, short] = [Math.max(rows, columns), Math.min(rows, columns)];
    return bits + ((short * (2 * long - short - 1)) / 2) * each + Math.min(short, 1);
  }, 0);
}

export const seedMatters: Check = {
  name: "seed_matters",
  question: "Do different seeds give different weights?",
  tail: () => "invariant",
  applies: ({ expected, dtype, n, tensors }) => {
    const { joint, law } = expected;
    if (joint === "exact" || joint === "any" || tensors < 2) return false;
    return joint === "orthogonal" ? bitsOf(expected, dtype) >= ENOUGH_BITS : n / tensors >= coincidence(law, dtype);
  },
  run({ tensors, neighbours = [], expected, dtype, n }) {
    const { joint, law } = expected;
    const inAnyOrder =
      joint === "orthogonal"
        ? gridOf(dtype).precision >= GENERATED && bitsOf(expected, dtype) >= ENOUGH_IN_ANY_ORDER
        : n / tensors.length >= coincidenceInAnyOrder(law, dtype);
    const isRepeated = inAnyOrder ? isRearranged : isSame;
    const repeats =
      tensors.length - new Set(tensors.map(bytesOf)).size + nearRepeats({ tensors, neighbours }, isRepeated);
    return {
      pValue: repeats === 0 ? 1 : 0,
      statistic: repeats,
      expected: "no two alike",
      observed: `${repeats} repeated`,
    };
  },
  detects: () => "two seeds with the same weights",
};

/** The number of near seeds whose weights repeat those of their tensor. */
const nearRepeats = (
  sample: Pick<Sample, "tensors" | "neighbours">,
  isRepeated: (first: Entries, other: Entries) => boolean,
): number =>
  nearPairs(sample).filter(({ first, near }) => largest(near) === largest(first) && isRepeated(first, near)).length;

/** Equal weights have the same largest magnitude: few others are compared in full. */
function largest(entries: Entries): number {
  let most = 0;
  for (let k = 0; k < entries.length; k++) most = Math.max(most, Math.abs(entries[k]!));
  return most;
}

const isSame = (first: Entries, other: Entries): boolean => bytesOf(first) === bytesOf(other);

/** Whether two tensors are equal up to the order and the signs of their entries. */
function isRearranged(first: Entries, other: Entries): boolean {
  const [own, others] = [first, other].map((each) => Float64Array.from(each, Math.abs).sort()) as [Entries, Entries];
  // If distinct magnitudes are few, other weights have them too: a permutation matrix has its zeros and ones under any seed.
  const few = 2 * new Set(own).size < own.length;
  return few ? isSame(first, other) : isSame(own, others);
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Entries): string =>
  Buffer.from(buffer, byteOffset, byteLength).toString("latin1");
