import { type Activation, activationAt } from "../activation/index.js";
import type { NetworkBlock } from "../block/index.js";
import { type Activated, activateInto, addInto, meanSquare, normalize, type Signal } from "./signal.js";
import { type Normed, normBack, normInto } from "./unitNorm.js";

/**
 * The forward pass of one vector through a network of blocks, and the backward pass of its gradient. Vectors are
 * changed in place.
 */
export interface BlockPath {
  /** x^0, to which W^1 is applied, from an input; the input is not changed. */
  enter(input: Signal): Signal;
  /** z^l of W^l x^(l-1) + b^l, normalized. */
  join(l: number, product: Signal): Signal;
  /** x^l = phi(norm(z^l)), to which W^(l+1) is applied. */
  leave(l: number, z: Signal): Activated;
  /** dL/dz^l of the product of W^(l+1) and dL/dz^(l+1), and of the latter, normalized. */
  back(l: number, product: Signal, above: Signal): Signal;
  /** phi'(norm(z^l)); kept for all layers if there is a backward pass. */
  slopesAt(l: number): Float64Array;
}

export interface BlockPathOptions {
  readonly block: NetworkBlock;
  readonly activation: Activation;
  /** The widths n_0, n_1, ..., n_L; all equal if there are skip connections. */
  readonly widths: readonly number[];
  readonly goesBack: boolean;
}

export function blockPath({ block, activation, widths, goesBack }: BlockPathOptions): BlockPath {
  const { norm, skip, branch } = block;
  const logBranch = Math.log(branch(widths.length - 1));
  const skipped = { values: new Float64Array(skip === "none" ? 0 : widths[0]!), log: 0 };
  const slopesAt = vectorsOf(widths, goesBack);
  const normedAt = vectorsOf(widths, goesBack);
  const normed: Normed[] = [];

  function keep({ values, log }: Signal): void {
    skipped.values.set(values);
    skipped.log = log;
  }

  function normalizedUnits(l: number, z: Signal): Signal {
    if (norm === null) return z;
    const u = normInto(norm, z);
    const values = normedAt(l);
    values.set(u.values);
    normed[l] = { ...u, values };
    return u;
  }

  function leave(l: number, z: Signal): Activated {
    if (skip === "stream") keep(z);
    const u = normalizedUnits(l, z);
    if (skip === "norm") keep(u);
    return activateInto(activationAt(activation, l), u, { values: u.values, slopes: slopesAt(l) });
  }

  return {
    enter: (input) => (skip === "none" ? input : leave(0, { values: input.values.slice(), log: input.log })),
    join(_, { values, log }) {
      const product = { values, log: log + logBranch };
      return skip === "none" ? normalize(product) : onto(skipped, product);
    },
    leave,
    back(l, { values, log }, above) {
      const slopes = slopesAt(l);
      for (let i = 0; i < values.length; i++) values[i]! *= slopes[i]!;
      let delta: Signal = { values, log: log + logBranch };
      if (skip === "norm") delta = onto(above, delta);
      if (norm !== null) delta = normBack(norm, delta, normed[l]!);
      return skip === "stream" ? onto(above, delta) : normalize(delta);
    },
    slopesAt,
  };
}

/** One vector for each layer; or one for each width, if vectors need not be kept. */
function vectorsOf(widths: readonly number[], areKept: boolean): (l: number) => Float64Array {
  const kept: Float64Array[] = [];
  let last = new Float64Array(0);
  return (l) => {
    const width = widths[l]!;
    if (areKept) {
      kept[l] ??= new Float64Array(width);
      return kept[l];
    }
    if (last.length !== width) last = new Float64Array(width);
    return last;
  };
}

/** Adds the skipped signal to a branch, in place of the branch. A branch of zeros leaves the signal bit for bit as it is. */
function onto(skipped: Signal, { values, log }: Signal): Signal {
  if (log === Number.NEGATIVE_INFINITY || meanSquare(values) === 0) {
    values.set(skipped.values);
    return { values, log: skipped.log };
  }
  return normalize({ values, log: addInto(values, log, skipped) });
}
