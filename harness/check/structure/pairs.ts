/** Sums of products of entries a fixed distance apart, over all tensors of a sample. */

export interface LagSum {
  /** N(0, 1) for independent standardised entries. */
  readonly z: number;
  readonly count: number;
}

export function lagSum(tensors: readonly Float64Array[], lag: number): LagSum {
  let sum = 0;
  let count = 0;
  for (const tensor of tensors) {
    for (let i = lag; i < tensor.length; i++) sum += tensor[i]! * tensor[i - lag]!;
    count += Math.max(0, tensor.length - lag);
  }
  return { z: sum / Math.sqrt(count), count };
}
