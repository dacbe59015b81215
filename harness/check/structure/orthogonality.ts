import type { Block } from "../../contract/blocks.js";
import { gridOf } from "../../weights/dtype.js";
import type { Check } from "../check.js";
import type { Entries } from "../sample.js";

/**
 * Tolerance of a Gram matrix in units of the dtype. Entries rounded from an exact Q stay below 2, a QR in float32 does not: the
 * worst of 2e4 3x3 draws was 14 for PyTorch 1.13, 9 for TensorFlow.js. A real mistake is off by thousands. A sequential sum of n
 * squares adds about sqrt(n) more.
 */
export const GRAM_UNITS = 32;

export const orthogonality: Check = {
  name: "orthogonality",
  question: "Are the short side's vectors orthogonal, of length gain?",
  tail: () => "invariant",
  applies: ({ expected }) => expected.orthogonal !== undefined && expected.shape.size > 0,
  run({ tensors, expected, dtype }) {
    const { gain, matrices } = expected.orthogonal!;
    let worst = 0;
    for (const tensor of tensors) for (const block of matrices) worst = Math.max(worst, gramError(tensor, block, gain));
    const longest = matrices.reduce((most, { rows, columns }) => Math.max(most, rows, columns), 0);
    const tolerance = (GRAM_UNITS + Math.sqrt(longest)) * 2 ** -gridOf(dtype).precision;
    return {
      pValue: worst <= tolerance ? 1 : worst > tolerance ? 0 : Number.NaN,
      statistic: worst,
      expected: `Gram matrix within ${tolerance}`,
      observed: worst,
    };
  },
  detects: () => "a Gram matrix off by more than rounding",
};

/** max |Q'Q / gain^2 - I| over the short side. */
function gramError(tensor: Entries, { rows, columns, at }: Block, gain: number): number {
  const upright = rows >= columns;
  const [long, short] = upright ? [rows, columns] : [columns, rows];
  const q = new Float64Array(long * short);
  for (let s = 0; s < short; s++)
    for (let l = 0; l < long; l++) q[s * long + l] = tensor[upright ? at(l, s) : at(s, l)]! / gain;
  let worst = 0;
  for (let a = 0; a < short; a++) {
    for (let b = 0; b <= a; b++) {
      let dot = 0;
      for (let l = 0; l < long; l++) dot += q[a * long + l]! * q[b * long + l]!;
      worst = Math.max(worst, Math.abs(dot - (a === b ? 1 : 0)));
    }
  }
  return worst;
}
