/**
 * One layer of an architecture, between pre-activations z^(l-1) and z^l. A layer with a skip connection is z^(l-1) + branch W^l phi(z^(l-1)) and
 * begins with z^0, the input; one without is W^l phi(z^(l-1)), and W^1 takes the input as it is.
 */
export interface NetworkBlock {
  /** The architecture's name. */
  readonly name: string;
  readonly hasSkip: boolean;
  /** The factor on W phi(z) in a network of `depth` layers. */
  readonly branch: (depth: number) => number;
}
