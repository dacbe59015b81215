import type { Rule } from "../../../harness/contract/rule/index.js";
import { relu } from "../../../harness/propagation/activation/relu.js";
import { type ResidualOptions, residualLengths } from "../../../harness/propagation/network/architecture/residual.js";
import { residualGrowth as growth } from "../../../harness/propagation/theory/index.js";
import { heNormal, lecunNormal } from "../../../initializers/index.js";
import { scaledVariance } from "./mistakes.js";
import { type Paper, paper } from "./paper.js";

const [WIDTH, BLOCKS] = [128, 10];
const SCALES = [
  { name: "alpha = 1", alpha: 1, published: "1024" },
  { name: "alpha = 1/sqrt(blocks)", alpha: 1 / Math.sqrt(BLOCKS), published: "2.594" },
];

/** From E|x + alpha f|^4, f normal given the branch's hidden layer, whose own square is He's: 1 + 5/n. */
function varianceOf(alpha: number): number {
  const a = alpha ** 2;
  const fourth = 1 + 2 * a + (4 * a) / WIDTH + a * a * (1 + 2 / WIDTH) * (1 + 5 / WIDTH);
  return fourth ** BLOCKS - growth(BLOCKS, alpha) ** 2;
}

function draw(seed: number, last: Rule): readonly number[] {
  return SCALES.flatMap(({ alpha }) => {
    const branch = { first: heNormal.rule, last, activation: relu };
    const options: ResidualOptions = { ...branch, width: WIDTH, blocks: BLOCKS, alpha, seed };
    const { forward, backward } = residualLengths(options);
    return [forward.at(-1)!, backward[0]!];
  });
}

export const residualGrowth: Paper = paper({
  id: "residual-growth",
  rows: [26],
  paper: "Zhang et al. (2019), De and Smith (2020)",
  figure: "growth of a residual network without normalization",
  settings: `${BLOCKS} blocks x + alpha W_2 relu(W_1 x), width ${WIDTH}, he_normal into and lecun_normal out of the branch`,
  meaning:
    "Right weights in every branch still double the variance a block. Scaling the branch by 1/sqrt(blocks), or Fixup's smaller weights, bounds " +
    "signal and gradient at a factor of e for any depth.",
  remark: "Signals and gradients grow alike. Means over networks are exact at any width.",
  nets: 240,
  statistics: () =>
    SCALES.flatMap(({ name, alpha, published }) => [
      { name: `${name}: |x_L|^2 / |x_0|^2`, limit: growth(BLOCKS, alpha), variance: varianceOf(alpha), published },
      { name: `${name}: squared gradient, first / last`, limit: growth(BLOCKS, alpha), variance: varianceOf(alpha) },
    ]),
  right: lecunNormal.rule,
  wrong: { what: "variance out of the branch 10% too large", setting: scaledVariance(lecunNormal.rule, 1.1) },
  draw,
});
