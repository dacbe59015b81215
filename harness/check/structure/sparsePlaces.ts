import { blocksOf } from "../../blocks.js";
import { chiSquareCdf, chiSquareSf } from "../../numeric/index.js";
import type { Check } from "../check.js";
import { atLeast, reach, twoSided } from "../power.js";

/** Zeros are drawn without replacement: each input's count over all outputs is binomial but for that, which the factor mends. */
export const sparsePlaces: Check = {
  name: "sparse_places",
  question: "Are zeros equally likely at every input?",
  tail: () => "approximate",
  applies: ({ expected: { shape, zerosPerColumn = 0 }, tensors }) =>
    zerosPerColumn > 0 &&
    zerosPerColumn < shape.fanIn &&
    (tensors * shape.groups * shape.outputs * zerosPerColumn) / shape.fanIn >= 20,
  run({ tensors, expected: { shape, zerosPerColumn = 0 } }) {
    const rows = shape.fanIn;
    const counts = new Float64Array(rows);
    for (const tensor of tensors) {
      for (const { columns, at } of blocksOf(shape)) {
        for (let row = 0; row < rows; row++)
          for (let c = 0; c < columns; c++) if (tensor[at(row, c)] === 0) counts[row]!++;
      }
    }
    const share = zerosPerColumn / rows;
    const each = tensors.length * shape.groups * shape.outputs * share;
    const sum = counts.reduce((total, count) => total + (count - each) ** 2 / each, 0);
    const statistic = (sum * (rows - 1)) / (rows * (1 - share));
    const pValue = twoSided(chiSquareCdf(statistic, rows - 1), chiSquareSf(statistic, rows - 1));
    return { pValue, statistic, expected: `chi-square about ${rows - 1}`, observed: statistic };
  },
  detects: ({ expected: { shape, zerosPerColumn = 0 }, tensors }, looks) =>
    `an input with ${atLeast((100 * reach(looks)) / Math.sqrt((tensors * shape.outputs * zerosPerColumn) / shape.fanIn))}% more or fewer`,
};
