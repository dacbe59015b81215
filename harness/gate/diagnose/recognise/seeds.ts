/** Seeds that do not determine the values, or not alone. */
import { failedAny, type Recogniser } from "./recogniser.js";

export const seeds: Recogniser = (input) => {
  if (failedAny(input, "reproducible")) {
    return { mistake: "seed-ignored", evidence: "the same seed gave other values the second time" };
  }
  if (failedAny(input, "seed_zero") && input.failed.length === 1) {
    return { mistake: "seed-ignored", evidence: "seed 0 gave other values the second time: it is taken for no seed" };
  }
  if (!failedAny(input, "seed_matters")) return undefined;
  const { tensors } = input.samples[0]!;
  const bytes = tensors.map((tensor) => Buffer.from(tensor.buffer, tensor.byteOffset, tensor.byteLength));
  const distinct = new Set(bytes.map((each) => each.toString("latin1"))).size;
  if (distinct === tensors.length) {
    const evidence = "seeds that differ in their lowest or highest bit only gave the same values";
    return { mistake: "seed-reused", evidence, alsoFits: ["seed-ignored"] };
  }
  const evidence = `${tensors.length} seeds gave ${distinct} different ${distinct === 1 ? "tensor" : "tensors"}`;
  return distinct === 1
    ? { mistake: "seed-ignored", evidence, alsoFits: ["seed-reused"] }
    : { mistake: "seed-reused", evidence };
};

/** The values of another seed's tensor in another order, or with other signs. */
export const reordered: Recogniser = (input) => {
  const { tensors, reseeded } = input.samples[0]!;
  if (!reseeded || !failedAny(input, "duplicates", "cross_seed") || tensors.length < 2) return undefined;
  if (input.expected.shape.size < ENOUGH) return undefined;
  const keys = tensors.map((tensor) => {
    const sorted = Float64Array.from(tensor, Math.abs).sort();
    return Buffer.from(sorted.buffer).toString("latin1");
  });
  const distinct = new Set(keys).size;
  if (distinct === tensors.length) return undefined;
  const evidence = `${tensors.length} seeds gave ${distinct} different sets of values, in other orders or with other signs`;
  return { mistake: "seed-reused", evidence, alsoFits: ["few-states"] };
};

/** The fewest entries that do not agree by chance. */
const ENOUGH = 8;
