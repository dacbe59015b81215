import type { Rule } from "../../../harness/contract/rule/index.js";
import { relu } from "../../../harness/propagation/activation/relu.js";
import { convolutionalLengths } from "../../../harness/propagation/network/architecture/convolutional.js";
import { zeroPaddingMass } from "../../../harness/propagation/theory/index.js";
import { heNormal } from "../../../initializers/index.js";
import { scaledVariance } from "./mistakes.js";
import { type Paper, paper } from "./paper.js";

const [SIZE, KERNEL, DEPTH, CHANNELS] = [16, 3, 10, 64];
const channels = new Array<number>(DEPTH + 1).fill(CHANNELS);
const CORNERS = [0, SIZE - 1, SIZE * (SIZE - 1), SIZE * SIZE - 1];
const CENTRE = (SIZE / 2) * SIZE + SIZE / 2;

const meanOf = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;

function draw(seed: number, rule: Rule): readonly number[] {
  const image = { rule, activation: relu, size: SIZE, kernel: KERNEL, channels, seed };
  const last = convolutionalLengths({ ...image, padding: "zero" }).at(-1)!;
  const circular = convolutionalLengths({ ...image, padding: "circular" }).at(-1)!;
  return [last, CORNERS.map((at) => last[at]!), [last[CENTRE]!], circular].map(meanOf);
}

export const zeroPadding: Paper = paper({
  id: "zero-padding",
  rows: [29],
  paper: "Xiao et al. (2018)",
  figure: "convolutional networks: zero padding loses mass at the borders",
  settings: `ReLU, he_normal, ${DEPTH} convolutions ${KERNEL}x${KERNEL}, ${SIZE}x${SIZE} pixels, ${CHANNELS} channels; mean square relative to the input`,
  meaning:
    "He's variance is right for a pixel with all of its neighbours. With zero padding every layer loses what lies beyond the border: a third of " +
    "the mean square in ten layers of a small image, 91% in its corners. Circular padding loses nothing.",
  remark: "Expectations are exact: the box filter of the kernel with zero boundary, applied once a layer.",
  nets: 128,
  fewest: 96,
  statistics: () => {
    const mass = zeroPaddingMass({ size: SIZE, kernel: KERNEL, depth: DEPTH });
    return [
      { name: "mean over pixels", limit: meanOf(mass), published: ".6353" },
      { name: "corners", limit: mass[0]!, published: ".0859" },
      { name: "centre", limit: mass[CENTRE]!, published: ".9970" },
      { name: "circular padding, mean", limit: 1 },
    ];
  },
  right: heNormal.rule,
  wrong: { what: "variance 10% too large", setting: scaledVariance(heNormal.rule, 1.1) },
  draw,
});
