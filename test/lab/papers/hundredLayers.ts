import { activationByName } from "../../../harness/propagation/activation/index.js";
import { simulate } from "../../../harness/propagation/network/simulate.js";
import { backwardCurve, forwardCurve, type NetworkOptions } from "../../../harness/propagation/theory/index.js";
import { heNormal, lecunNormal } from "../../../initializers/index.js";
import { scaledVariance } from "./mistakes.js";
import { square } from "./nets.js";
import { type Fact, type Paper, paper, type Statistic } from "./paper.js";

const [WIDTH, DEPTH] = [256, 100];

/** Published ln q and ln of the gradient variance's factor. */
type Row = readonly [activation: string, forward: string, backward: string];

const HE: readonly Row[] = [
  ["relu", ".693", "0"],
  ["tanh", "-.481", "9.19"],
  ["selu", "12.94", "16.0"],
  ["elu", "4.35", "7.9"],
  ["gelu", "-60.7", "-61.0"],
  ["silu", "-65.4", "-66.4"],
  ["mish", "-27.0", "-26.7"],
  ["sigmoid", "-.588", "-230"],
];
const LECUN: readonly Row[] = [
  ["relu", "-68.6", "-69.3"],
  ["tanh", "-5.27", "-4.94"],
  ["selu", "0", "6.91"],
  ["elu", "-7.30", "-7.09"],
  ["gelu", "-136", "-137"],
  ["sigmoid", "-1.33", "-289"],
  ["softplus", "-.155", "-124"],
];

/** Where lengths fluctuate little enough for laws to order 1/width; the others are the business of `initgate propagate`. */
const SIMULATED = ["relu", "tanh", "selu", "sigmoid"];
const SIDES = [
  { name: "he_normal", rows: HE },
  { name: "lecun_normal", rows: LECUN },
];

const netOf = (initializer: string, activation: string, depth: number): NetworkOptions => ({
  ...{ initializer, activation, width: WIDTH, depth },
});

/** The gradient's way back through a hundred layers starts at layer 101. */
function statistics(): readonly Statistic[] {
  return SIDES.flatMap(({ name }) =>
    SIMULATED.flatMap((activation) => {
      const up = forwardCurve(netOf(name, activation, DEPTH))[DEPTH - 1]!;
      const down = backwardCurve(netOf(name, activation, DEPTH + 1))[0]!;
      return [
        { name: `${name}, ${activation}: ln q`, limit: up.meanField, mean: up.mean, variance: up.variance },
        {
          name: `${name}, ${activation}: ln gradient`,
          limit: down.meanField,
          mean: down.mean,
          variance: down.variance,
        },
      ];
    }),
  );
}

function facts(): readonly Fact[] {
  return SIDES.flatMap(({ name, rows }) =>
    rows.flatMap(([activation, forward, backward]) => [
      {
        name: `${name}, ${activation}: ln q`,
        value: forwardCurve(netOf(name, activation, DEPTH))[DEPTH - 1]!.meanField,
        published: forward,
      },
      {
        name: `${name}, ${activation}: ln gradient`,
        value: backwardCurve(netOf(name, activation, DEPTH + 1))[0]!.meanField,
        published: backward,
      },
    ]),
  );
}

const right = [heNormal.rule, lecunNormal.rule];

export const hundredLayers: Paper = paper({
  id: "hundred-layers",
  rows: [33],
  paper: "He et al. (2015), Glorot and Bengio (2010)",
  figure: "a hundred layers: which variance goes with which activation",
  settings: `${DEPTH} layers of ${WIDTH}, no biases; ln mean(z^2) at the last, ln of the gradient variance's factor over all`,
  meaning:
    "He's variance fits ReLU and nothing else on the list; LeCun's fits SELU forward. GELU, SiLU and Mish have no variance that is stable in a plain " +
    "deep network, and sigmoid loses its gradient with either.",
  nets: 16,
  statistics,
  facts,
  right,
  wrong: { what: "variance 5% too large", setting: right.map((rule) => scaledVariance(rule, 1.05)) },
  draw: (seed, rules) =>
    rules.flatMap((rule) =>
      simulate({
        ...{ rule, widths: square(WIDTH, DEPTH + 1), nets: 1, seed },
        activations: SIMULATED.map((name) => activationByName(name)),
      }).flatMap(([net]) => [net!.forward[DEPTH - 1]!, net!.backward[0]!]),
    ),
});
