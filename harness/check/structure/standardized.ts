import { type Law, standardDeviation } from "../../contract/law/index.js";
import type { Entries } from "../sample.js";

/** (x - mean) / sd of the first `most` entries of the tensors, one tensor after the other. */
export function standardized(tensors: readonly Entries[], law: Law, most: number): Float64Array {
  const sd = standardDeviation(law);
  const all = tensors.reduce((n, { length }) => n + length, 0);
  const out = new Float64Array(Math.min(most, all));
  let at = 0;
  for (const tensor of tensors) {
    const count = Math.min(tensor.length, out.length - at);
    for (let i = 0; i < count; i++) out[at + i] = (tensor[i]! - law.mean) / sd;
    at += count;
  }
  return out;
}
