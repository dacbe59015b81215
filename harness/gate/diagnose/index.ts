export { diagnose, type Explanation, explain } from "./diagnose.js";
export type { DiagnoseInput } from "./input.js";
export { type Mistake, mistakes } from "./mistakes.js";
export { reconcile } from "./reconcile.js";
