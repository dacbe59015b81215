import { blocksOf } from "../../contract/blocks.js";
import { binomialCdf, binomialSf, chiSquareCdf, chiSquareSf } from "../../numeric/index.js";
import type { Check } from "../check.js";
import { atLeast, twoSided, unevenness } from "../power.js";

/** Zeros, and other entries, that an input needs before its count is near enough to normal. */
const FEWEST = 20;

/** Zeros are drawn without replacement: each input's count over all outputs is binomial but for that, which the factor mends. */
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
    // Of counts that lie so much further from their mean than they do.
    const unevenness = (further: number): number =>
      counts.reduce((total, count) => total + (Math.abs(count - each) + further) ** 2 / each, 0) *
      ((rows - 1) / (rows * (1 - share)));
    const statistic = unevenness(0);
    // Counts are whole numbers: all of them equal is no wonder where there are few, so half of one is given away.
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
