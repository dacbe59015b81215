import { blocksOf } from "../../contract/blocks.js";
import type { Law } from "../../contract/law/index.js";
import { poissonSf } from "../../numeric/index.js";
import { type Dtype, roundingInterval } from "../../weights/dtype.js";
import type { Check } from "../check.js";

/**
 * How often a correct normal sampler of coarse resolution may draw an exact 0: about 2^-24 for a polar form on 24-bit uniforms.
 */
const ZERO_DRAWN = 2 ** -22;

/** The largest probability of an exact 0: drawn, or rounded to 0. */
function zeroByChance(law: Law, dtype: Dtype): number {
  const [low, high] = roundingInterval(dtype, 0);
  return Math.min(1, ZERO_DRAWN + law.cdf(high) - law.cdf(low));
}

/** Too few zeros are impossible; a zero too many may be a random draw, rarely. */
export const sparsity: Check = {
  name: "sparsity",
  question: "Has every output exactly its share of zeros?",
  tail: () => "exact",
  applies: ({ expected }) => expected.zerosPerColumn !== undefined && expected.shape.size > 0,
  run({ tensors, dtype, expected: { shape, law, zerosPerColumn = 0 } }) {
    let [missing, excess] = [0, 0];
    for (const tensor of tensors) {
      for (const { rows, columns, at } of blocksOf(shape)) {
        for (let column = 0; column < columns; column++) {
          let zeros = 0;
          for (let row = 0; row < rows; row++) if (tensor[at(row, column)] === 0) zeros++;
          missing += Math.max(0, zerosPerColumn - zeros);
          excess += Math.max(0, zeros - zerosPerColumn);
        }
      }
    }
    const claim = `${zerosPerColumn} zeros an output`;
    return {
      pValue: missing > 0 ? 0 : poissonSf(excess, tensors.length * shape.size * zeroByChance(law, dtype)),
      statistic: missing + excess,
      expected: claim,
      observed: missing + excess === 0 ? claim : `${missing} missing, ${excess} too many`,
    };
  },
  detects: () => "one output with a zero too few, or a few with zeros too many",
};
