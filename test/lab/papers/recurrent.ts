import { ruleOf } from "../../../harness/contract/initializer.js";
import type { Rule } from "../../../harness/contract/rule/index.js";
import { linear } from "../../../harness/propagation/activation/linear.js";
import { relu } from "../../../harness/propagation/activation/relu.js";
import { tanh } from "../../../harness/propagation/activation/tanh.js";
import { recurrentLengths } from "../../../harness/propagation/network/architecture/recurrent.js";
import { normalsOf } from "../../../harness/propagation/network/normals.js";
import { forwardCurve } from "../../../harness/propagation/theory/index.js";
import { identity, lecunNormal, orthogonal } from "../../../initializers/index.js";
import { scaledVariance } from "./mistakes.js";
import { once } from "./once.js";
import { type Paper, paper } from "./paper.js";

const [WIDTH, STEPS, LONG, INPUT] = [512, 20, 100, 0.25];
const right = { orthogonal: ruleOf(orthogonal), identity: ruleOf(identity), gaussian: lecunNormal.rule };
type Rules = Readonly<Record<keyof typeof right, Rule>>;

/** Of a network with new weights in every layer, whose biases are the inputs of the steps. */
const untied = once(
  () =>
    forwardCurve({
      ...{ initializer: "lecun_normal", activation: tanh, width: WIDTH, depth: STEPS },
      sigmaB: Math.sqrt(INPUT),
    })[STEPS - 1]!,
);

function draw(seed: number, rules: Rules): readonly number[] {
  const start = normalsOf(seed, "positive", 64).map(Math.abs);
  const square = (x: Float64Array): number => x.reduce((sum, value) => sum + value * value, 0);
  const kept = recurrentLengths({ rule: rules.orthogonal, activation: linear, width: 64, steps: LONG, seed });
  const irnn = recurrentLengths({ rule: rules.identity, activation: relu, width: 64, steps: LONG, start, seed });
  const driven = { rule: rules.gaussian, activation: tanh, width: WIDTH, steps: STEPS, inputVariance: INPUT, seed };
  return [
    kept.forward.at(-1)! - kept.forward[0]!,
    kept.backward[0]!,
    Math.log(square(irnn.state) / square(start)),
    recurrentLengths(driven).forward.at(-1)!,
  ];
}

export const recurrent: Paper = paper<Rules>({
  id: "recurrent",
  rows: [32],
  paper: "Saxe et al. (2014), Le et al. (2015)",
  figure: "recurrent networks: time plays depth",
  settings: `orthogonal and identity: 64 units, ${LONG} steps; tanh: lecun_normal, ${WIDTH} units, ${STEPS} steps, inputs of variance ${INPUT}`,
  meaning:
    "Orthogonal recurrent weights keep state and gradient for any time, and so does the identity with ReLU on positive states. A " +
    "driven Gaussian network settles at the fixed point of the map that a deep network with biases has.",
  remark:
    "The same weights at every step tie the steps together, which the prediction for the driven network leaves out: it is that of new weights at " +
    "every step. With new inputs at every step the difference is within the band.",
  nets: 32,
  fewest: 12,
  statistics: () => {
    const { meanField, mean, variance } = untied();
    return [
      { name: "orthogonal, linear: ln of the state's growth", limit: 0, rounding: LONG * 2 ** -23 },
      { name: "orthogonal, linear: ln of the gradient's growth", limit: 0, rounding: LONG * 2 ** -23 },
      { name: "identity, ReLU: ln of the state's growth", limit: 0 },
      { name: "tanh, driven: ln mean(z^2)", limit: meanField, mean, variance },
    ];
  },
  right,
  wrong: {
    what: "variance 5% too large",
    setting: {
      orthogonal: scaledVariance(right.orthogonal, 1.05),
      identity: scaledVariance(right.identity, 1.05),
      gaussian: scaledVariance(right.gaussian, 1.05),
    },
  },
  draw,
});
