import { formulaBlock, square } from "./formula.js";

/** W phi(batch_norm(z)), over a batch of 32 inputs: gradients explode with depth (Yang et al. 2019). */
export const batchNorm = formulaBlock({
  name: "batch_norm",
  rows: { count: 32, are: "parts" },
  matrices: square(1),
  of: (ops, z, { layer }) => ops.weigh(0, layer === 1 ? z : ops.phi(ops.batchNorm(z))),
});
