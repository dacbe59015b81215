import { networkBlock } from "./block.js";

/** W phi(z). */
export const mlp = networkBlock({ name: "mlp", skip: "none" });
