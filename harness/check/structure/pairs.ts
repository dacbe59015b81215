/** Sums of products of entries a fixed distance apart, over all tensors of a sample. */
import type { Law } from "../../contract/law/index.js";
import type { Entries } from "../sample.js";
import { productSum } from "../statistic/products.js";

export interface LagSum {
  /** N(0, 1) for independent entries of the law. */
  readonly z: number;
  readonly count: number;
}

export function lagSum(tensors: readonly Entries[], lag: number, law: Law): LagSum {
  let sum = 0;
  let count = 0;
  for (const tensor of tensors) {
    sum += productSum(tensor.subarray(lag), tensor, law.mean);
    count += Math.max(0, tensor.length - lag);
  }
  return { z: sum / law.variance / Math.sqrt(count), count };
}
