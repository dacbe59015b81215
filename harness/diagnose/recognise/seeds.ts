/** Seeds that do not decide the values, or not alone. */
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
  const evidence = `${tensors.length} seeds gave ${distinct} different ${distinct === 1 ? "tensor" : "tensors"}`;
  return distinct === 1
    ? { mistake: "seed-ignored", evidence, alsoFits: ["seed-reused"] }
    : { mistake: "seed-reused", evidence };
};
