import type { FormulaBlock } from "./formula.js";

/**
 * The normalization of one input's pre-activations over its units: "rms" divides by the root mean square, "layer"
 * subtracts the mean first. It has no learned parameters.
 */
export type UnitNorm = "rms" | "layer";

/**
 * One layer of an architecture, between pre-activations z^(l-1) and z^l, where u = norm(z^(l-1)): z^l is skip + branch W^l phi(u). With a skip
 * connection z^0 is the input; without, W^1 takes the input as it is.
 */
export interface NetworkBlock {
  /** The architecture's name. */
  readonly name: string;
  /** Null if there is no normalization: u is z. */
  readonly norm: UnitNorm | null;
  /** What is added to the branch: z^(l-1), u, or nothing. */
  readonly skip: "stream" | "norm" | "none";
  /** The factor on W phi(u) in a network of `depth` layers. */
  readonly branch: (depth: number) => number;
}

/** The definition of a layer: a NetworkBlock, or a formula. */
export type LayerBlock = NetworkBlock | FormulaBlock;

export const isFormula = (block: LayerBlock): block is FormulaBlock => "matrices" in block;

const one = (): number => 1;

/** A block with a branch factor of 1 and without a normalization, unless these are given. */
export const networkBlock = (
  block: Pick<NetworkBlock, "name" | "skip"> & Partial<Pick<NetworkBlock, "norm" | "branch">>,
): NetworkBlock => ({ norm: null, branch: one, ...block });

/** Whether there is neither a normalization nor a skip connection: the theory of plain layers assumes this. */
export const isPlain = ({ norm, skip }: NetworkBlock): boolean => norm === null && skip === "none";
