/** The gate, of one subject. */
import { gate } from "../gate.js";
export const check = (request, around, watch) => gate({ ...request, onPlan: watch.begin, onResult: watch.row }, around);
