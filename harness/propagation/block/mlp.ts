import type { NetworkBlock } from "./block.js";

/** z^l = W^l phi(z^(l-1)). */
export const mlp: NetworkBlock = { name: "mlp", hasSkip: false, branch: () => 1 };
