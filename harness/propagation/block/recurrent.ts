import { activated, formulaBlock, square } from "./formula.js";

/** W phi(z) with one matrix at every step; depth counts steps. */
export const rnn = formulaBlock({
  name: "rnn",
  matrices: square(1),
  isTied: true,
  of: (ops, z, { layer }) => ops.weigh(0, activated(ops, z, layer)),
});
