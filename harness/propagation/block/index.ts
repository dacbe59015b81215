export { isPlain, type NetworkBlock, type UnitNorm } from "./block.js";
export { blockNamed, blocks } from "./blockNamed.js";
export { mlp } from "./mlp.js";
export { residual } from "./residual.js";
