import { ruleOf } from "../../../harness/contract/initializer.js";
import type { Rule } from "../../../harness/contract/rule/index.js";
import { linear } from "../../../harness/propagation/activation/linear.js";
import { convolutionalLengths } from "../../../harness/propagation/network/architecture/convolutional.js";
import { deltaOrthogonal as initializer } from "../../../initializers/index.js";
import { scaledVariance } from "./mistakes.js";
import { type Paper, paper } from "./paper.js";

const [SIZE, KERNEL, DEPTH, CHANNELS] = [8, 3, 50, 32];
const channels = new Array<number>(DEPTH + 1).fill(CHANNELS);

function draw(seed: number, rule: Rule): readonly number[] {
  const lengths = convolutionalLengths({
    ...{ rule, activation: linear, size: SIZE, kernel: KERNEL, channels },
    ...{ padding: "zero", seed },
  });
  const ratios = lengths.at(-1)!.map((square, pixel) => square / lengths[0]![pixel]!);
  return [Math.min(...ratios), Math.max(...ratios)];
}

export const deltaOrthogonal: Paper = paper({
  id: "delta-orthogonal",
  rows: [30],
  paper: "Xiao et al. (2018)",
  figure: "delta-orthogonal kernels are isometries",
  settings: `linear, ${DEPTH} zero-padded convolutions ${KERNEL}x${KERNEL}, ${SIZE}x${SIZE} pixels, ${CHANNELS} channels`,
  meaning:
    "An orthogonal matrix at the centre of the kernel and zeros around it keep the norm of every pixel, at any depth and at the borders, too.",
  remark: "Nothing is left to chance: the band is what the rounding of weights to float32 allows over fifty layers.",
  nets: 8,
  statistics: () => [
    { name: "smallest ratio over pixels", limit: 1, rounding: DEPTH * 2 ** -23, published: "1" },
    { name: "largest ratio over pixels", limit: 1, rounding: DEPTH * 2 ** -23, published: "1" },
  ],
  right: ruleOf(initializer),
  wrong: { what: "variance 0.1% too large", setting: scaledVariance(ruleOf(initializer), 1.001) },
  draw,
});
