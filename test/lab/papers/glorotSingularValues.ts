import type { Rule } from "../../../harness/contract/rule/index.js";
import { tanh } from "../../../harness/propagation/activation/tanh.js";
import { normalsOf } from "../../../harness/propagation/network/normals.js";
import { forwardProduct } from "../../../harness/propagation/network/products.js";
import { normalized } from "../../../harness/propagation/network/signal.js";
import { weightsOf } from "../../../harness/propagation/network/weights.js";
import { layerSingularValue, meanFieldCurve, meanSingularValue } from "../../../harness/propagation/theory/index.js";
import { glorotUniform } from "../../../initializers/index.js";
import { lecunDefault } from "./lecunDefault.js";
import { scaledVariance } from "./mistakes.js";
import { sigmaW2, square } from "./nets.js";
import { type Paper, paper, type Statistic } from "./paper.js";
import { identityRows, singularValues, times } from "./singularValues.js";

const WIDTH = 200;
const DEPTH = 5;
const LAYERS = [1, DEPTH];

interface Pair {
  readonly standard: Rule;
  readonly normalized: Rule;
}
const right: Pair = { standard: lecunDefault, normalized: glorotUniform.rule };

function statisticsOf(name: string, rule: Rule, published: string): readonly Statistic[] {
  const variance = sigmaW2(rule, WIDTH);
  const logQ = meanFieldCurve({ initializer: variance, activation: "tanh", width: WIDTH, depth: DEPTH });
  return [
    { name: `${name}: weights alone`, limit: meanSingularValue(Math.sqrt(variance)), published },
    ...LAYERS.map((l) => ({
      name: `${name}: Jacobian of layer ${l}`,
      limit: layerSingularValue(tanh, Math.exp(logQ[l - 1]!), Math.sqrt(variance)),
    })),
  ];
}

function spectra(rule: Rule, seed: number): readonly number[] {
  const weights = weightsOf(rule, square(WIDTH, DEPTH), seed, 0);
  const values = [meanOf(singularValues(times(identityRows(WIDTH), weights(1))))];
  let x = normalized({ values: normalsOf(seed, "input", WIDTH), log: 0 }).values;
  for (let l = 1; l <= DEPTH; l++) {
    const z = forwardProduct(weights(l), x, WIDTH);
    const slopes = z.map(tanh.derivative);
    if (LAYERS.includes(l)) {
      const jacobian = times(identityRows(WIDTH), weights(l)).map((row) => row.map((w, o) => w * slopes[o]!));
      values.push(meanOf(singularValues(jacobian)));
    }
    x = z.map(tanh.fn);
  }
  return values;
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

export const glorotSingularValues: Paper = paper({
  id: "glorot-singular-values",
  rows: [5],
  paper: "Glorot and Bengio (2010)",
  figure: "section 4.2.1: mean singular value of a layer's Jacobian",
  settings: `tanh, five layers of ${WIDTH}`,
  meaning:
    "The paper reports about 0.5 for the standard and 0.8 for the normalized initialization. Both are 8 sigma_w / (3 pi), the mean of the " +
    "quarter-circle law, less what tanh' takes: a mean singular value below one is not by itself a defect of an initialization.",
  remark: "At finite width the mean shifts by order 0.1/n, a small part of the standard error.",
  nets: 16,
  statistics: () => [
    ...statisticsOf("standard", right.standard, ".4901"),
    ...statisticsOf("normalized", right.normalized, ".8488"),
  ],
  right,
  wrong: {
    what: "variance 5% too large",
    setting: { standard: scaledVariance(right.standard, 1.05), normalized: scaledVariance(right.normalized, 1.05) },
  },
  draw: (seed, rules) => [...spectra(rules.standard, seed), ...spectra(rules.normalized, seed)],
});
