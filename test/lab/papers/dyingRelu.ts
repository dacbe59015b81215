import type { Rule } from "../../../harness/contract/rule/index.js";
import { deadEverywhereBounds } from "../../../harness/propagation/theory/index.js";
import { heNormal } from "../../../initializers/index.js";
import { shiftedHe } from "./mistakes.js";
import { curvesOf } from "./nets.js";
import { type Paper, paper, type Statistic } from "./paper.js";

const HIDDEN = 9;
const WIDTHS = [2, 3, 4];

/** One input dimension, whose two rays are all that a network without biases can tell apart. */
const INPUTS = [Float64Array.of(1), Float64Array.of(-1)];

const ONE_INPUT = [".92492", ".69934", ".44058"];
const BOUNDS = [
  [".870", ".925"],
  [".513", ".699"],
  [".204", ".441"],
] as const;

const statistics = (): readonly Statistic[] =>
  WIDTHS.flatMap((width, k): readonly Statistic[] => {
    const { lower, upper } = deadEverywhereBounds(width, HIDDEN);
    return [
      {
        name: `width ${width}: dead on one input`,
        limit: upper,
        variance: upper * (1 - upper),
        published: ONE_INPUT[k]!,
      },
      { name: `width ${width}: dead on all inputs`, limit: [lower, upper] },
    ];
  });

function draw(seed: number, rule: Rule): readonly number[] {
  return WIDTHS.flatMap((width) => {
    const widths = [1, ...new Array<number>(HIDDEN + 1).fill(width)];
    const { forward, dead } = curvesOf("relu", { rule, widths, seed, inputs: INPUTS });
    return [forward[HIDDEN] === Number.NEGATIVE_INFINITY ? 1 : 0, dead[HIDDEN - 1] === 1 ? 1 : 0];
  });
}

export const dyingRelu: Paper = paper({
  id: "dying-relu",
  rows: [23, 24],
  paper: "Lu et al. (2019)",
  figure: "probability that a narrow ReLU network is born dead",
  settings: `ReLU, ${HIDDEN} hidden layers of 2, 3 and 4, one input dimension, zero biases`,
  meaning:
    "Each layer of n units is all dead with probability 2^-n, and one such layer kills the network. Symmetric weights of any variance have this " +
    "risk; it is gone from a width of twenty on.",
  nets: 3000,
  fewest: 500,
  statistics,
  facts: () =>
    WIDTHS.flatMap((width, k) => {
      const { lower, upper } = deadEverywhereBounds(width, HIDDEN);
      return [
        { name: `width ${width}: lower bound, all inputs`, value: lower, published: BOUNDS[k]![0] },
        { name: `width ${width}: upper bound, all inputs`, value: upper, published: BOUNDS[k]![1] },
      ];
    }),
  right: heNormal.rule,
  wrong: { what: "weights with a mean of a quarter standard deviation", setting: shiftedHe(1 / 4) },
  draw,
});
