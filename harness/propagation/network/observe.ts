/** The curves of a network that another program ran, from the pre-activations and gradients that it wrote down. */
import { type Activation, activationAt } from "../activation/index.js";
import { type FormulaBlock, isFormula, type LayerBlock, mlp } from "../block/index.js";
import { counted, logSquare } from "./formulaPath.js";
import { emptyCurves, type NetCurves, recordOutputs, recordSums } from "./netCurves.js";
import { activateInto, cosine, meanSquare, normalized } from "./signal.js";
import { normInto } from "./unitNorm.js";
import { momentsOfUnits } from "./units.js";

export interface ObservedNetwork {
  /** The activation that the program applied after every layer. */
  readonly activation: Activation;
  /** The block of a layer; a plain layer if absent. */
  readonly block?: LayerBlock;
  readonly depth: number;
  /** Whether a gradient was written for every layer. */
  readonly hasGradients: boolean;
  /**
   * ln mean(x^2) of the first input, which is subtracted: in a network without biases whose activations keep scales it
   * only shifts the curve.
   */
  readonly logInput: number;
  /** With biases, as with skip connections, the pre-activations do not show the gain of the weights alone. */
  readonly hasBiases: boolean;
}

/**
 * The values of one layer: pre-activations, one array for each input, and gradients likewise; of the gradients only
 * those of the first input are used.
 */
export interface ObservedLayer {
  readonly forward: readonly Float64Array[];
  readonly backward?: readonly Float64Array[];
}

export interface NetObserver {
  /** Adds the next layer, from the first on. */
  add(layer: ObservedLayer): void;
  /** `lost` names what is NaN or infinite in the network. */
  curves(lost?: string): NetCurves;
}

/**
 * Computes the curves of the first input, as `simulateNet` does: the law of ln q is that of one input, and the inputs
 * of a batch are not independent. The other inputs are used for correlations only.
 */
export function netObserver(observed: ObservedNetwork): NetObserver {
  const { activation, block = mlp, depth, hasGradients, logInput, hasBiases } = observed;
  if (isFormula(block)) return formulaObserver(block, observed);
  const hasGains = !hasBiases && block.skip === "none";
  const nothing = new Float64Array(0);
  const curves = emptyCurves(depth, nothing, nothing);
  curves.weightSums.fill(Number.NaN);
  let [l, logBefore] = [0, 0];
  return {
    add({ forward, backward }) {
      l++;
      const z = forward.map((values) => {
        const { log, ...rest } = normalized({ values, log: 0 });
        return { ...rest, log: log - logInput / 2 };
      });
      recordSums(curves, l, z);
      const x = z.map((one) => {
        const slopes = new Float64Array(one.values.length);
        const u = block.norm === null ? one : normInto(block.norm, one);
        return activateInto(activationAt(activation, l), u, { values: u.values, slopes });
      });
      recordOutputs(curves, l, x);
      curves.gain[l - 1] = hasGains ? gainOf(curves.forward[l - 1]!, logBefore) : Number.NaN;
      const [first] = x;
      logBefore = Math.log(meanSquare(first!.values)) + 2 * first!.log;
      if (backward !== undefined) curves.backward[l - 1] = Math.log(meanSquare(backward[0]!));
    },
    curves(lost) {
      const top = curves.backward[depth - 1]!;
      const backward = hasGradients ? curves.backward.map((log) => log - top) : nothing;
      return { ...curves, backward, ...(lost === undefined ? {} : { lost }) };
    },
  };
}

/**
 * The observer of a formula. Mean squares are over all parts of the input, without a correction of its scale; the gains
 * of weights are not visible.
 */
function formulaObserver(block: FormulaBlock, { activation, depth, hasGradients }: ObservedNetwork): NetObserver {
  const curves = emptyCurves(depth, new Float64Array(0), new Float64Array(0));
  for (const unseen of [curves.gain, curves.weightSums, curves.batchVariance, curves.dead]) unseen.fill(Number.NaN);
  let l = 0;
  return {
    add({ forward, backward }) {
      const [first, second] = forward as [Float64Array, Float64Array | undefined];
      curves.forward[l] = logSquare(counted(block, forward));
      const { mean, variance } = momentsOfUnits({ values: first.map(activation.fn), log: 0 });
      curves.mean[l] = mean;
      curves.variance[l] = variance;
      curves.correlation[l] = second === undefined ? Number.NaN : cosine(first, second);
      if (backward !== undefined) curves.backward[l] = logSquare(counted(block, backward));
      l++;
    },
    curves(lost) {
      const top = curves.backward[depth - 1]!;
      const backward = hasGradients ? curves.backward.map((log) => log - top) : new Float64Array(0);
      return { ...curves, backward, ...(lost === undefined ? {} : { lost }) };
    },
  };
}

/** NaN for a layer whose input is 0. */
const gainOf = (after: number, before: number): number =>
  before === Number.NEGATIVE_INFINITY ? Number.NaN : after - before;
