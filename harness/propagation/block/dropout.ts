import { activated, type FormulaBlock, formulaBlock, square } from "./formula.js";

const RATE = 0.5;

/** W dropout(phi(z)): the mean square that dropout adds is 1 / (1 - rate) times what there was (Srivastava et al. 2014). */
export const dropout = (rate = RATE, name = `dropout_${rate}`): FormulaBlock =>
  formulaBlock({
    name,
    matrices: square(1),
    of: (ops, z, { layer }) => ops.weigh(0, layer === 1 ? z : ops.dropout(activated(ops, z, layer), rate)),
  });
