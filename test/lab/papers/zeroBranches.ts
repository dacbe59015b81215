import { shapeOf } from "../../../harness/contract/shape.js";
import { dot } from "../../../harness/numeric/vectors.js";
import { relu } from "../../../harness/propagation/activation/relu.js";
import { blockNamed } from "../../../harness/propagation/block/index.js";
import { residualLengths } from "../../../harness/propagation/network/architecture/residual.js";
import { normalsOf } from "../../../harness/propagation/network/normals.js";
import { forwardProduct } from "../../../harness/propagation/network/products.js";

import { simulate } from "../../../harness/propagation/network/simulate.js";
import { fixupScale } from "../../../harness/propagation/theory/index.js";
import { openStream } from "../../../harness/random/index.js";
import { heNormal, zeros } from "../../../initializers/index.js";
import { scaledVariance } from "./mistakes.js";
import { square } from "./nets.js";
import { type Paper, paper } from "./paper.js";

const [WIDTH, DEEP, LAYERS] = [128, 100, 2];
const BLOCKS = [4, DEEP];
/** Of a step, relative to the input: what it changes is linear in it. */
const STEP = 1e-6;

/** The variance in a branch, of networks of so many blocks, in units of He's. */
type Factor = (blocks: number) => number;
const fixup: Factor = (blocks) => fixupScale(blocks, LAYERS) ** 2;
const plain: Factor = () => 1;

const into = (factor: number) => scaledVariance(heNormal.rule, factor);

/**
 * x + W_2 relu(W_1 x) with W_2 = 0, after one step down the gradient delta of the output: what it changes along delta, relative to
 * the step and to |x|^2. Every W_2 is then -step delta h^T, of what h was.
 */
function changeByStep(seed: number, blocks: number, factor: number): number {
  const rule = into(factor);
  const x = normalsOf(seed, "input", WIDTH);
  const delta = normalsOf(seed, "gradient", WIDTH);
  const hidden = (block: number, at: Float64Array): Float64Array =>
    forwardProduct(rule.fill(shapeOf([WIDTH, WIDTH], "io"), openStream(seed, `block ${block}`)), at, WIDTH).map(
      relu.fn,
    );
  const step = STEP / Math.sqrt(dot(x, x) * dot(delta, delta));
  let y = x;
  for (let block = 0; block < blocks; block++) {
    const moved = -step * dot(hidden(block, x), hidden(block, y));
    y = y.map((value, i) => value + moved * delta[i]!);
  }
  const change = y.map((value, i) => value - x[i]!);
  return -dot(change, delta) / (step * dot(delta, delta) * dot(x, x));
}

function draw(seed: number, factor: Factor): readonly number[] {
  const branch = { first: into(factor(DEEP)), last: zeros.rule, activation: relu };
  const { forward, backward } = residualLengths({ ...branch, width: WIDTH, blocks: DEEP, alpha: 1, seed });
  const learned = ["rezero", "skip_init"].map((name) => {
    const net = { block: blockNamed(name), widths: square(WIDTH, DEEP), rule: heNormal.rule, nets: 1, seed };
    const curves = simulate({ ...net, activations: [relu] })[0]![0]!;
    return [curves.forward[DEEP - 1]! - curves.forward[0]!, curves.backward[0]!];
  });
  return [
    ...[forward.at(-1)!, backward[0]!],
    ...learned.flat(),
    ...BLOCKS.map((blocks) => changeByStep(seed, blocks, factor(blocks))),
    changeByStep(seed, DEEP, plain(DEEP)),
  ];
}

export const zeroBranches: Paper = paper<Factor>({
  id: "zero-branches",
  rows: [35],
  paper: "Zhang et al. (2019), Bachlechner et al. (2021), De and Smith (2020)",
  figure: "Fixup, ReZero and SkipInit: residual networks that begin as the identity",
  settings: `${BLOCKS.join(" and ")} blocks of width ${WIDTH}; Fixup: x + W_2 relu(W_1 x), W_2 = 0, he_normal times blocks^(-1/2) for W_1`,
  meaning:
    "Branches of nothing keep every signal and every gradient to the bit, at any depth: the identity is not dead. What they do at the first step is another matter: with He's weights in the " +
    "branches a step of one rate changes the output in proportion to the number of blocks; with Fixup's factor by the same amount whatever their number.",
  remark: "The step is taken, and what it changes is measured; its expectation is exact at any width.",
  nets: 96,
  statistics: () => [
    { name: "Fixup: |x_L|^2 / |x_0|^2", limit: 1 },
    { name: "Fixup: squared gradient, first / last", limit: 1 },
    ...["ReZero", "SkipInit"].flatMap((name) => [
      { name: `${name}: change of ln mean(z^2)`, limit: 0 },
      { name: `${name}: change of ln gradient`, limit: 0 },
    ]),
    ...BLOCKS.map((blocks) => ({
      name: `Fixup, ${blocks} blocks: change by a step of rate 1`,
      limit: blocks * fixup(blocks),
    })),
    { name: `He's weights, ${DEEP} blocks: change by a step of rate 1`, limit: DEEP * plain(DEEP) },
  ],
  right: fixup,
  wrong: { what: "He's weights in the branches, without Fixup's factor", setting: plain },
  draw,
});
