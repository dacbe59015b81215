import { abRelu } from "./abRelu.js";

/** phi(x) = max(x, 0). */
export const relu = abRelu("relu", 1, 0);
