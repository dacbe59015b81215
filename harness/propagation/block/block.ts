import type { FormulaBlock } from "./formula.js";

/** What is taken out of the pre-activations of one input, over its units: the length, or the mean and then the length. Nothing is learned. */
export type UnitNorm = "rms" | "layer";

/**
 * One layer of an architecture, between pre-activations z^(l-1) and z^l, where u = norm(z^(l-1)): z^l is skip + branch W^l phi(u). With a skip
 * connection z^0 is the input; without, W^1 takes the input as it is.
 */
export interface NetworkBlock {
  /** The architecture's name. */
  readonly name: string;
  /** Null: u is z. */
  readonly norm: UnitNorm | null;
  /** What is added to the branch: z^(l-1), u, or nothing. */
  readonly skip: "stream" | "norm" | "none";
  /** The factor on W phi(u) in a network of `depth` layers. */
  readonly branch: (depth: number) => number;
}

/** What a layer is: one line between pre-activations, or a formula. */
export type LayerBlock = NetworkBlock | FormulaBlock;

export const isFormula = (block: LayerBlock): block is FormulaBlock => "matrices" in block;

const one = (): number => 1;

/** A layer with branches of one, and of plain pre-activations, unless said otherwise. */
export const networkBlock = (
  block: Pick<NetworkBlock, "name" | "skip"> & Partial<Pick<NetworkBlock, "norm" | "branch">>,
): NetworkBlock => ({ norm: null, branch: one, ...block });

/** Whether there is neither a norm nor a skip connection: what the theory of plain layers speaks of. */
export const isPlain = ({ norm, skip }: NetworkBlock): boolean => norm === null && skip === "none";
