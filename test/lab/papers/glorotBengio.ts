import type { Rule } from "../../../harness/contract/rule/index.js";
import { backwardCurve, forwardExpansion } from "../../../harness/propagation/theory/index.js";
import type { LogLaw } from "../../../harness/propagation/theory/logLaw.js";
import { glorotUniform } from "../../../initializers/index.js";
import { lecunDefault } from "./lecunDefault.js";
import { scaledVariance } from "./mistakes.js";
import { curvesOf, logOutput, rootOfLog, sigmaW2, square, varianceOf } from "./nets.js";
import { type Paper, paper, type Statistic } from "./paper.js";

const WIDTH = 1000;
const HIDDEN = [1, 2, 3, 4, 5];
/** Five hidden layers and ten outputs. */
const WIDTHS = [...square(WIDTH, HIDDEN.length), 10];

/** Standard deviations as printed for layers 1 to 5. */
interface Printed {
  readonly activations: readonly string[];
  readonly gradients?: readonly (string | undefined)[];
  readonly weightGradients?: readonly string[];
}

function statisticsOf(rule: Rule, { activations, gradients, weightGradients }: Printed): readonly Statistic[] {
  const net = { initializer: varianceOf(rule), activation: "tanh", widths: WIDTHS };
  const lengths = forwardExpansion(net);
  // mean(x^2) of layer l is what the next layer's variance given layer l says of it.
  const outputs = HIDDEN.map((l): LogLaw => {
    const shift = Math.log(sigmaW2(rule, WIDTHS[l]!, WIDTHS[l + 1]!));
    return { ...lengths[l]!, meanField: lengths[l]!.meanField - shift, mean: lengths[l]!.mean - shift };
  });
  const deltas = backwardCurve(net);
  const input: LogLaw = { meanField: 0, mean: 0, variance: 0 };
  const statistic = (name: string, laws: readonly LogLaw[], printed?: string): Statistic => ({
    name,
    limit: laws.reduce((sum, { meanField }) => sum + meanField, 0),
    mean: laws.reduce((sum, { mean }) => sum + mean, 0),
    ...(laws.length === 1 ? { variance: laws[0]!.variance } : {}),
    shown: rootOfLog,
    ...(printed === undefined ? {} : { published: printed }),
  });
  return [
    ...HIDDEN.map((l) => statistic(`activation std, layer ${l}`, [outputs[l - 1]!], activations[l - 1])),
    ...HIDDEN.map((l) => statistic(`gradient std, layer ${l}`, [deltas[l - 1]!], gradients?.[l - 1])),
    ...HIDDEN.map((l) =>
      statistic(`weight-gradient std, layer ${l}`, [deltas[l - 1]!, outputs[l - 2] ?? input], weightGradients?.[l - 1]),
    ),
  ];
}

function draw(seed: number, rule: Rule): readonly number[] {
  const curves = curvesOf("tanh", { rule, widths: WIDTHS, seed });
  const outputs = HIDDEN.map((l) => logOutput(curves, l));
  const deltas = HIDDEN.map((l) => curves.backward[l - 1]!);
  return [...outputs, ...deltas, ...HIDDEN.map((l) => deltas[l - 1]! + (outputs[l - 2] ?? 0))];
}

const shared = {
  paper: "Glorot and Bengio (2010)",
  settings: "tanh, five hidden layers of 1000, ten outputs, |x|^2 = 1000; gradients for an output gradient of std 1",
  nets: 24,
  draw,
} as const;

export const glorotStandard: Paper = paper({
  ...shared,
  id: "glorot-standard",
  rows: [1, 3, 6],
  figure: "figures 6, 7 and 8: the standard initialization U(-1/sqrt n, 1/sqrt n)",
  meaning:
    "With Var(w) = 1/(3 fan_in) signals fall by nearly sqrt 3 a layer, and so do gradients on their way back, while the gradients of the weights " +
    "look healthy in every layer: each is the product of a falling and a rising factor. Weight gradients alone cannot show " +
    "that an initialization vanishes.",
  statistics: () =>
    statisticsOf(lecunDefault, {
      activations: [".4603", ".2495", ".1412", ".0810", ".0467"],
      gradients: [".00479", ".01016", undefined, ".03304", ".05761"],
      weightGradients: [".00479", ".00468", ".00467", ".00467", ".00467"],
    }),
  right: lecunDefault,
  wrong: { what: "variance 5% too large", setting: scaledVariance(lecunDefault, 1.05) },
});

export const glorotNormalized: Paper = paper({
  ...shared,
  id: "glorot-normalized",
  rows: [2, 4],
  figure: "figures 6 and 7: the normalized initialization, Var(w) = 2/(fan_in + fan_out)",
  meaning:
    "Glorot's variance keeps a linear signal; tanh takes its share, so that activations still fall, algebraically rather than " +
    "exponentially. Gradients keep within a factor of three over five layers.",
  remark:
    "Gradients are relative to the ten outputs, whose weights have Glorot's own variance 2/1010. Glorot's rule for a hidden layer " +
    "(1/1000) on the output layer, too, would make every gradient smaller by sqrt(1010/2000).",
  statistics: () => statisticsOf(glorotUniform.rule, { activations: [".6279", ".4863", ".4082", ".3576", ".3216"] }),
  facts: () => {
    const net = { initializer: varianceOf(glorotUniform.rule), activation: "tanh", widths: WIDTHS };
    const asHidden = Math.log((WIDTH + 10) / (2 * WIDTH));
    return [".0371", ".0544", ".0682", ".0800", ".0905"].map((published, l) => ({
      name: `gradient std, layer ${l + 1}, output weights of variance 1/1000`,
      value: rootOfLog(backwardCurve(net)[l]!.meanField + asHidden),
      published,
    }));
  },
  right: glorotUniform.rule,
  wrong: { what: "variance 10% too large", setting: scaledVariance(glorotUniform.rule, 1.1) },
});
