/** The Gram matrix of a tensor, less the law's mean, shared by the checks that look at it. */
import type { Law } from "../../law/index.js";
import type { Entries, MatrixView } from "../../sample.js";
import { gramMatrix as compute, type Gram } from "../../statistic/gramMatrix.js";

const computed = new WeakMap<Entries, Gram>();

export function gramMatrix(tensor: Entries, { rows, columns }: MatrixView, { mean }: Law): Gram {
  let gram = computed.get(tensor);
  if (gram === undefined) {
    gram = compute(tensor, rows, columns, mean);
    computed.set(tensor, gram);
  }
  return gram;
}
