import { formulaBlock, type Sheet, square } from "./formula.js";

/**
 * Gated recurrent units (Cho et al. 2014), one step for each layer, on fresh normal inputs: u z + (1 - u) phi(W (r z) + U x), with sigmoids of W z + U x as the gates u
 * and r; every gate has matrices of its own.
 */
export const gru = formulaBlock({
  name: "gru",
  matrices: square(6),
  isTied: true,
  of: (ops, z) => {
    const x = ops.input(z);
    const gate = (k: number, h: Sheet): Sheet => ops.add(ops.weigh(k, h), ops.weigh(k + 3, x));
    const [update, reset] = [ops.sigmoid(gate(0, z)), ops.sigmoid(gate(1, z))];
    const fresh = ops.phi(gate(2, ops.times(reset, z)));
    return ops.add(ops.times(update, z), ops.times(ops.affine(update, -1, 1), fresh));
  },
});
