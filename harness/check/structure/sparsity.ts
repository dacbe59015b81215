import { blocksOf } from "../../blocks.js";
import type { Check } from "../check.js";

export const sparsity: Check = {
  name: "sparsity",
  question: "Has every output exactly its share of zeros?",
  tail: () => "invariant",
  applies: ({ expected }) => expected.zerosPerColumn !== undefined && expected.shape.size > 0,
  run({ tensors, expected }) {
    let wrong = 0;
    for (const tensor of tensors) {
      for (const { rows, columns, at } of blocksOf(expected.shape)) {
        for (let column = 0; column < columns; column++) {
          let zeros = 0;
          for (let row = 0; row < rows; row++) if (tensor[at(row, column)] === 0) zeros++;
          if (zeros !== expected.zerosPerColumn) wrong++;
        }
      }
    }
    const claim = `${expected.zerosPerColumn} zeros an output`;
    return {
      pValue: wrong === 0 ? 1 : 0,
      statistic: wrong,
      expected: claim,
      observed: wrong === 0 ? claim : `${wrong} outputs with others`,
    };
  },
  detects: () => "one output with another count",
};
