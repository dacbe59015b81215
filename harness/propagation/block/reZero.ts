import { networkBlock } from "./block.js";

/** z + alpha W phi(z) with a learned alpha that begins at 0: the identity (Bachlechner et al. 2021). */
export const reZero = networkBlock({ name: "rezero", skip: "stream", branch: () => 0 });
