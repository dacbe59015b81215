import type { Block } from "./block.js";

/** z^l = W^l phi(z^(l-1)). */
export const mlp: Block = { name: "mlp", hasSkip: false, branch: () => 1 };
