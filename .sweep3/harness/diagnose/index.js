export { diagnose } from "./diagnose.js";
export { mistakes } from "./mistakes.js";
export { reconcile } from "./reconcile.js";
