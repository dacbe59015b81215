import { blockNamed, isFormula, type LayerBlock, mlp, residual } from "../block/index.js";
import type { RecommendRequest } from "./ask.js";
import type { Choice } from "./candidates.js";

/** Other names of what `propagate` has; convolutions of which theory speaks have no border. */
const SAME: Readonly<Record<string, string>> = { cnn: "conv_circular", layernorm: "layer_norm" };

/** The network that is asked about, with the choice's branches. */
export function blockFor(
  { architecture }: Pick<RecommendRequest, "architecture">,
  { branch }: Pick<Choice, "branch">,
): LayerBlock {
  if (architecture === mlp.name) return mlp;
  if (architecture === residual.name) return { ...residual, branch: () => branch };
  return blockNamed(SAME[architecture] ?? architecture);
}

/** Whether branches are added to what goes through as it is. */
export function asksOfStream(ask: Pick<RecommendRequest, "architecture">): boolean {
  const block = blockFor(ask, { branch: 1 });
  return isFormula(block) ? block.isStream : block.skip === "stream";
}
