import { type FormulaBlock, type Sheet, square } from "./formula.js";

/**
 * Long short-term memory (Hochreiter and Schmidhuber 1997), one step for each layer, on fresh normal inputs: z is the cell, and
 * h = o phi(z) its output through the output gate o. The next cell is f z + i phi(g); f, i and o are sigmoids of W h +
 * U x; every gate has matrices of its own, and no biases unless asked for.
 */
export const lstm: FormulaBlock = {
  name: "lstm",
  rows: { count: 2, are: "inputs" },
  matrices: square(8),
  isTied: true,
  isStream: false,
  sheets: 2,
  layer: (ops, [cell, output]) => {
    const h = ops.times(output!, ops.phi(cell!));
    const x = ops.input(cell!);
    const gate = (k: number): Sheet => ops.add(ops.weigh(k, h), ops.weigh(k + 4, x));
    const kept = ops.times(ops.sigmoid(gate(0)), cell!);
    const added = ops.times(ops.sigmoid(gate(1)), ops.phi(gate(2)));
    return [ops.add(kept, added), ops.sigmoid(gate(3))];
  },
};
