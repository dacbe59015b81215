import { blockNamed, isFormula, type LayerBlock, mlp, residual } from "../block/index.js";
import type { RecommendRequest } from "./ask.js";
import type { Choice } from "./candidates.js";

/** The names of `propagate` for the same architectures; the theory of convolutions assumes circular padding. */
const SAME: Readonly<Record<string, string>> = { cnn: "conv_circular", layernorm: "layer_norm" };

/** The block of the requested architecture, with the branch factor of the choice. */
export function blockFor(
  { architecture }: Pick<RecommendRequest, "architecture">,
  { branch }: Pick<Choice, "branch">,
): LayerBlock {
  if (architecture === mlp.name) return mlp;
  if (architecture === residual.name) return { ...residual, branch: () => branch };
  return blockNamed(SAME[architecture] ?? architecture);
}

/** Whether the architecture has a skip connection that leaves the stream as it is. */
export function asksOfStream(ask: Pick<RecommendRequest, "architecture">): boolean {
  const block = blockFor(ask, { branch: 1 });
  return isFormula(block) ? block.isStream : block.skip === "stream";
}
