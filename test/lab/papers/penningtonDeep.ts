import type { Rule } from "../../../harness/contract/rule/index.js";
import { dot } from "../../../harness/numeric/vectors.js";
import { normalsOf } from "../../../harness/propagation/network/normals.js";
import { backwardProduct, forwardProduct } from "../../../harness/propagation/network/products.js";
import { normalized } from "../../../harness/propagation/network/signal.js";
import { weightsOf } from "../../../harness/propagation/network/weights.js";
import { jacobianSpectrum, largestJacobianValue } from "../../../harness/propagation/theory/index.js";
import { lecunNormal } from "../../../initializers/index.js";
import { scaledVariance } from "./mistakes.js";
import { square } from "./nets.js";
import { type Paper, paper } from "./paper.js";

const [WIDTH, DEPTH] = [400, 64];
const spectrum = { depth: DEPTH, weights: "gaussian", linear: 1 } as const;
/** Power iteration ends when a step adds less than this; a near second value does not hurt, for it is as large. */
const CONVERGED = 1e-5;

/** By power iteration through the layers: their product is never formed. */
function largestSquare(rule: Rule, seed: number): number {
  const weights = weightsOf(rule, square(WIDTH, DEPTH), seed, 0);
  let v = normalized({ values: normalsOf(seed, "direction", WIDTH), log: 0 }).values;
  let largest = 0;
  for (let before = -1; largest - before > CONVERGED * largest; ) {
    before = largest;
    let image = v;
    for (let l = 1; l <= DEPTH; l++) image = forwardProduct(weights(l), image, WIDTH);
    largest = dot(image, image) / WIDTH;
    for (let l = DEPTH; l >= 1; l--) image = backwardProduct(weights(l), image, WIDTH);
    v = normalized({ values: image, log: 0 }).values;
  }
  return largest;
}

export const penningtonDeep: Paper = paper({
  id: "pennington-deep",
  rows: [22],
  paper: "Pennington et al. (2017)",
  figure: "largest squared singular value of a deep Gaussian network",
  settings: `linear, ${DEPTH} layers of ${WIDTH}`,
  meaning:
    "The worst direction is stretched by about e depth. Simulations fall short of it until depth/width is below a percent or two, and the " +
    "shortfall is the theory's own.",
  remark:
    "depth/width is 0.16 here and the correction is 28%: what is left out beyond it is not known, and grows with depth/width.",
  nets: 32,
  fewest: 16,
  statistics: () => [
    {
      name: "largest",
      limit: jacobianSpectrum(spectrum).max,
      mean: largestJacobianValue(spectrum, WIDTH),
      published: "175.3",
    },
  ],
  right: lecunNormal.rule,
  wrong: { what: "variance 5% too large", setting: scaledVariance(lecunNormal.rule, 1.05) },
  draw: (seed, rule) => [largestSquare(rule, seed)],
});
