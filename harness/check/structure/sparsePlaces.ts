import { blocksOf } from "../../contract/blocks.js";
import { binomialCdf, binomialSf, chiSquareCdf, chiSquareSf } from "../../numeric/index.js";
import type { Check } from "../check.js";
import { atLeast, twoSided, unevenness } from "../power.js";

/** The fewest zeros, and other entries, of an input whose count is close enough to normal. */
const FEWEST = 20;

/**
 * Zeros are drawn without replacement: the count of each input over all outputs is binomial up to that, which the factor
 * corrects.
 */
export const sparsePlaces: Check = {
  name: "sparse_places",
  question: "Are zeros equally likely at every input?",
  tail: () => "approximate",
  applies: ({ expected: { shape, zerosPerColumn = 0 }, tensors }) =>
    zerosPerColumn > 0 &&
    zerosPerColumn < shape.fanIn &&
    (tensors * shape.groups * shape.outputs * Math.min(zerosPerColumn, shape.fanIn - zerosPerColumn)) / shape.fanIn >=
      FEWEST,
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
    const drawn = tensors.length * shape.groups * shape.outputs;
    const each = drawn * share;
    // Chi-square of counts that are each farther from their mean by `further`.
    const unevenness = (further: number): number =>
      counts.reduce((total, count) => total + (Math.abs(count - each) + further) ** 2 / each, 0) *
      ((rows - 1) / (rows * (1 - share)));
    const statistic = unevenness(0);
    // Counts are integers: with few of them equal counts are likely, so the lower tail allows half a count.
    const pValue =
      rows === 2
        ? twoSided(binomialCdf(counts[0]!, drawn, share), binomialSf(counts[0]!, drawn, share))
        : twoSided(chiSquareCdf(unevenness(1 / 2), rows - 1), chiSquareSf(statistic, rows - 1));
    return { pValue, statistic, expected: `chi-square about ${rows - 1}`, observed: statistic };
  },
  detects: ({ expected: { shape, zerosPerColumn = 0 }, tensors }, looks) => {
    const share = zerosPerColumn / shape.fanIn;
    const points = (tensors * shape.groups * shape.outputs * share) / (1 - share);
    return `an input with ${atLeast(100 * unevenness(points, shape.fanIn - 1, looks))}% more`;
  },
};
