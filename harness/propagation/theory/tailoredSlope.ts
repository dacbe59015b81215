import { leakyRelu } from "../activation/index.js";
import { phiPhi } from "./correlationMoments.js";

/** What one layer makes of the correlation of two inputs. */
export type CorrelationStep = (c: number) => number;

/** The layer of leaky ReLU whose weights keep lengths: sigma_w^2 = 2 / (1 + slope^2). */
export const rectifiedStep = (slope: number): CorrelationStep => {
  const activation = leakyRelu(slope);
  return (c) => (2 / (1 + slope ** 2)) * phiPhi(activation, 1, Math.max(-1, Math.min(1, c)));
};

/**
 * The negative slope at which a whole network brings orthogonal inputs to this correlation and no further (tailored activation
 * transformation: Zhang et al. 2022); `whole` is the network, of what one layer does. Null where ReLU itself does not bring them as far.
 */
export function tailoredSlope(whole: (step: CorrelationStep) => number, target = 0.9): number | null {
  if (whole(rectifiedStep(0)) < target) return null;
  let [bent, straight] = [0, 1];
  for (let halving = 0; halving < 52; halving++) {
    const middle = (bent + straight) / 2;
    if (whole(rectifiedStep(middle)) > target) bent = middle;
    else straight = middle;
  }
  return (bent + straight) / 2;
}

/** The same of plain layers, of which all but the first have an activation before them. */
export const tailoredPlainSlope = (depth: number, target?: number): number | null =>
  tailoredSlope((step) => {
    let c = 0;
    for (let l = 1; l < depth; l++) c = step(c);
    return c;
  }, target);
