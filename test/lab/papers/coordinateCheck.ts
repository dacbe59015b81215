import { shapeOf } from "../../../harness/contract/shape.js";
import { relu } from "../../../harness/propagation/activation/relu.js";
import { normalsOf } from "../../../harness/propagation/network/normals.js";
import { forwardProduct } from "../../../harness/propagation/network/products.js";
import { normalized } from "../../../harness/propagation/network/signal.js";
import { activationMoments } from "../../../harness/propagation/theory/index.js";
import { openStream } from "../../../harness/random/index.js";
import { heNormal } from "../../../initializers/index.js";
import { type Paper, paper, type Statistic } from "./paper.js";

const INPUTS = 64;
const WIDTHS = [128, 256, 512, 1024];
const LEARNING_RATE = 0.01;

/** Learning rate of a hidden matrix at a width, relative to the narrowest: rates a parametrization prescribes. */
type Rate = (width: number) => number;
const standard: Rate = () => LEARNING_RATE;
const maximalUpdate: Rate = (width) => (LEARNING_RATE * WIDTHS[0]!) / width;
const squareRoot: Rate = (width) => LEARNING_RATE * Math.sqrt(WIDTHS[0]! / width);

/** ln mean |change of z^2| after one Adam step on W^2: a step of the rate against the sign of every gradient. */
function logChange(seed: number, width: number, rate: number): number {
  const image = normalized({ values: normalsOf(seed, "input", INPUTS), log: 0 }).values;
  const first = heNormal.rule.fill(shapeOf([INPUTS, width], "io"), openStream(seed, `first ${width}`));
  const x = forwardProduct(first, image, width).map(relu.fn);
  const delta = normalsOf(seed, `gradient ${width}`, width);
  const step = new Float32Array(width * width);
  x.forEach((value, i) => {
    for (let o = 0; o < width; o++) step[i * width + o] = -rate * Math.sign(value * delta[o]!);
  });
  const change = forwardProduct(step, x, width);
  return Math.log(change.reduce((sum, value) => sum + Math.abs(value), 0) / width);
}

/** The least-squares slope against ln width. */
function slopeOf(values: readonly number[]): number {
  const logs = WIDTHS.map(Math.log);
  const center = logs.reduce((sum, log) => sum + log, 0) / logs.length;
  const square = logs.reduce((sum, log) => sum + (log - center) ** 2, 0);
  return values.reduce((sum, value, k) => sum + value * (logs[k]! - center), 0) / square;
}

/** E ln of rate x width x mean(relu(z)), z ~ N(0, 2), to order 1/width. */
function expectedLog(width: number, rate: Rate): { readonly limit: number; readonly mean: number } {
  const { phi, phi2 } = activationMoments(relu, 2);
  const limit = Math.log(rate(width) * width * phi);
  return { limit, mean: limit - (phi2 / phi ** 2 - 1) / (2 * width) };
}

function statisticsOf(name: string, rate: Rate, published: string): readonly Statistic[] {
  const at = WIDTHS.map((width) => expectedLog(width, rate));
  return [
    {
      name: `${name}: slope against ln width`,
      limit: slopeOf(at.map(({ limit }) => limit)),
      mean: slopeOf(at.map(({ mean }) => mean)),
      published,
    },
    { name: `${name}: mean |change| at width ${WIDTHS.at(-1)}`, ...at.at(-1)!, shown: Math.exp },
  ];
}

export const coordinateCheck: Paper = paper<readonly Rate[]>({
  id: "coordinate-check",
  rows: [31],
  paper: "Yang et al. (2022), muP",
  figure: "coordinate check: change of pre-activations by training, against width",
  settings: `ReLU, ${INPUTS} inputs, widths ${WIDTHS.join(", ")}, he_normal; one Adam step on the second matrix for one example`,
  meaning:
    "With one learning rate for all widths the first step moves pre-activations in proportion to the width; with muP's rate, 1/width, by the same " +
    "amount everywhere. That is what lets a rate found on a narrow network serve a wide one.",
  remark: "Only the first step has a law without parameters; the second starts from a trained network.",
  nets: 48,
  statistics: () => [...statisticsOf("one rate", standard, "1"), ...statisticsOf("rate 1/width", maximalUpdate, "0")],
  right: [standard, maximalUpdate],
  wrong: { what: "rate 1/sqrt(width) in place of 1/width", setting: [standard, squareRoot] },
  draw: (seed, rates) =>
    rates.flatMap((rate) => {
      const logs = WIDTHS.map((width) => logChange(seed, width, rate(width)));
      return [slopeOf(logs), logs.at(-1)!];
    }),
});
