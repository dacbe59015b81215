import { type Activation, activationAt } from "../activation/index.js";
import type { NetworkBlock } from "../block/index.js";
import { type Activated, activateInto, addInto, meanSquare, normalize, type Signal } from "./signal.js";

/** One vector's way through a network of blocks, and its gradient's way back. Vectors are changed in their places. */
export interface BlockPath {
  /** x^0 of an input: what W^1 takes. The input itself is left as it is. */
  enter(input: Signal): Signal;
  /** z^l of W^l x^(l-1) + b^l, normalized. */
  join(l: number, product: Signal): Signal;
  /** x^l = phi(z^l): what W^(l+1) takes. */
  leave(l: number, z: Signal): Activated;
  /** dL/dz^l of the product of W^(l+1) and dL/dz^(l+1), and of the latter, normalized. */
  back(l: number, product: Signal, above: Signal): Signal;
  /** phi'(z^l); kept for all layers where there is a way back. */
  slopesAt(l: number): Float64Array;
}

export interface BlockPathOptions {
  readonly block: NetworkBlock;
  readonly activation: Activation;
  /** n_0, n_1, ..., n_L; all the same where there are skip connections. */
  readonly widths: readonly number[];
  readonly goesBack: boolean;
}

export function blockPath({ block, activation, widths, goesBack }: BlockPathOptions): BlockPath {
  const logBranch = Math.log(block.branch(widths.length - 1));
  const stream = { values: new Float64Array(block.hasSkip ? widths[0]! : 0), log: 0 };
  const kept: Float64Array[] = [];
  let last = new Float64Array(0);

  function slopesAt(l: number): Float64Array {
    const width = widths[l]!;
    if (goesBack) {
      kept[l] ??= new Float64Array(width);
      return kept[l];
    }
    if (last.length !== width) last = new Float64Array(width);
    return last;
  }

  function keep({ values, log }: Signal): void {
    stream.values.set(values);
    stream.log = log;
  }

  function leave(l: number, z: Signal): Activated {
    return activateInto(activationAt(activation, l), z, { values: z.values, slopes: slopesAt(l) });
  }

  return {
    enter(input) {
      if (!block.hasSkip) return input;
      keep(input);
      return leave(0, { values: input.values.slice(), log: input.log });
    },
    join(_, { values, log }) {
      if (!block.hasSkip) return normalize({ values, log: log + logBranch });
      const z = onto(stream, { values, log: log + logBranch });
      keep(z);
      return z;
    },
    leave,
    back(l, { values, log }, above) {
      const slopes = slopesAt(l);
      for (let i = 0; i < values.length; i++) values[i]! *= slopes[i]!;
      const branch = { values, log: log + logBranch };
      return block.hasSkip ? onto(above, branch) : normalize(branch);
    },
    slopesAt,
  };
}

/** The sum of what is skipped and a branch, in the place of the branch. A branch of nothing leaves the other as it is, to the bit. */
function onto(skipped: Signal, { values, log }: Signal): Signal {
  if (log === Number.NEGATIVE_INFINITY || meanSquare(values) === 0) {
    values.set(skipped.values);
    return { values, log: skipped.log };
  }
  return normalize({ values, log: addInto(values, log, skipped) });
}
