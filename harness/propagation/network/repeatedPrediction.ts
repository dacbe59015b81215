import { isFormula, type LayerBlock } from "../block/index.js";
import { computedLaw, deadLaw, type LayerLaw, type Prediction } from "./layerLaw.js";
import { type NetCurves, ruleLayers, simulateNet } from "./simulate.js";
import type { ContractedNetwork } from "./weightKind.js";

/**
 * The prediction for weights that do not depend on the seed: every network is run again with the contract's weights,
 * from its own input and its own top gradient, so that nothing is random.
 */
export function repeatedPrediction(
  block: LayerBlock,
  { rule, activation, widths, sigmaB, seed }: ContractedNetwork & { readonly seed: number },
  nets: readonly NetCurves[],
): Prediction {
  const weights = ruleLayers({ rule, block, widths, seed }, 0);
  const repeated = nets.map(({ input, top }, net) => {
    // The inputs of a formula depend on the network's number.
    const ends = isFormula(block) ? { seed, sigmaB } : { seed: 0, inputs: [input], top };
    const [curves] = simulateNet({ activations: [activation], block, widths, ...ends }, weights, net);
    return curves!;
  });
  const layers = widths.slice(1);
  return {
    basis: "the same networks with the contract's weights",
    forward: layers.map((_, l) =>
      lawOf(
        repeated.map(({ forward }) => forward[l]!),
        l + 1,
      ),
    ),
    backward: layers.map((_, l) =>
      lawOf(
        repeated.map(({ backward }) => backward[l]!),
        layers.length - l,
      ),
    ),
    gain: layers.map(() => null),
    gainDependence: 1,
    walks: false,
  };
}

/** The mean over the networks that live; null if a logarithm is no number. */
function lawOf(logs: readonly number[], layers: number): LayerLaw | null {
  if (logs.some(Number.isNaN)) return null;
  const alive = logs.filter((log) => log > Number.NEGATIVE_INFINITY);
  if (alive.length === 0) return deadLaw;
  const mean = alive.reduce((sum, log) => sum + log, 0) / alive.length;
  return computedLaw(mean, 0, layers, { deadProbability: 1 - alive.length / logs.length });
}
