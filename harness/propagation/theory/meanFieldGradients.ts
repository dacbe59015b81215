import { meanSquareSlope } from "./lengthMap.js";
import { type NetworkOptions, network } from "./network.js";
import { scaleFree } from "./scaleFree.js";

/**
 * ln mean((delta^l)^2) / mean((delta^L)^2) for l = 1..L of an infinitely wide network, whose ln q^l is given: every crossing
 * multiplies by n_(l+1) Var(w) E[phi'^2] (Schoenholz et al. 2017).
 */
export function meanFieldGradients(options: NetworkOptions, logQ: readonly number[]): number[] {
  const { activation, layers } = network(options);
  const curve = layers.map(() => 0);
  for (let l = layers.length - 2; l >= 0; l--) {
    const { fanIn, fanOut, sigmaW2 } = layers[l + 1]!;
    const at = scaleFree(activation, logQ[l]!);
    curve[l] = curve[l + 1]! + Math.log((sigmaW2 * fanOut * meanSquareSlope(at.activation, at.q)) / fanIn);
  }
  return curve;
}
