import { formulaBlock } from "./formula.js";

/** W_3 (phi(W_1 u) W_2 u), u = rms_norm(z), added to z: the gated units of language models; SwiGLU with silu, GEGLU with gelu, GLU with sigmoid (Shazeer 2020). */
export const gated = formulaBlock({
  name: "gated",
  isStream: true,
  matrices: (width) => [
    [width, width],
    [width, width],
    [width, width],
  ],
  of: (ops, z) => {
    const u = ops.norm("rms", z);
    return ops.add(z, ops.weigh(2, ops.times(ops.phi(ops.weigh(0, u)), ops.weigh(1, u))));
  },
});
