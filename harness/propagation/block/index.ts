export { isFormula, isPlain, type LayerBlock, type NetworkBlock, type UnitNorm } from "./block.js";
export { architectureNames, blockNamed, blocks, formulas } from "./blockNamed.js";
export type { FormulaBlock, Sheet, SheetOps } from "./formula.js";
export { mlp } from "./mlp.js";
export { residual } from "./residual.js";
