import type { Activation } from "../activation/index.js";
import type { Expectation } from "../expectation.js";
import type { Rule } from "../rule/index.js";
import { shapeOf } from "../shape.js";
import type { NetworkOptions } from "../theory/index.js";
import { network } from "../theory/network.js";
import { constantPrediction } from "./constantPrediction.js";
import { gaussianPrediction } from "./gaussianPrediction.js";
import { orthogonalGain } from "./layerGain.js";
import type { Prediction } from "./layerLaw.js";
import { orthogonalPrediction } from "./orthogonalPrediction.js";
import type { ReferenceOptions } from "./referencePrediction.js";
import type { NetCurves } from "./simulate.js";

export interface PredictOptions {
  /** The contract that the weights claim to follow. */
  readonly rule: Rule;
  readonly activation: Activation;
  readonly widths: readonly number[];
  readonly sigmaB: number;
  readonly reference: ReferenceOptions;
  /** Networks whose mean will be compared: the more, the less of an approximation is trusted. */
  readonly nets: number;
}

/** What a contract's weights are, as far as theory can tell them apart. */
export type WeightKind =
  | { readonly kind: "independent" | "orthogonal"; readonly net: NetworkOptions }
  | { readonly kind: "constant"; readonly value: number }
  | { readonly kind: "other"; readonly why: string };

/** The kind of weights that a rule makes for these widths. */
export function weightKind({
  rule,
  activation,
  widths,
  sigmaB,
}: Omit<PredictOptions, "reference" | "nets">): WeightKind {
  const expect = (fanIn: number, fanOut: number): Expectation => rule.expect(shapeOf([fanIn, fanOut], "io"));
  const { joint, law, fixed, shape } = expect(widths[0]!, widths[1]!);
  const net: NetworkOptions = {
    ...{ activation, widths, sigmaB },
    initializer: (fanIn, fanOut) => expect(fanIn, fanOut).law.variance,
  };
  if (joint === "orthogonal") return { kind: joint, net };
  if (joint === "independent") {
    return law.mean === 0 ? { kind: joint, net } : { kind: "other", why: `weights of mean ${law.mean}` };
  }
  if (joint !== "exact") return { kind: "other", why: `${joint} weights` };
  for (let index = 0; index < shape.size; index++) {
    if (fixed?.(index) !== law.mean) return { kind: "other", why: "fixed weights that are not all equal" };
  }
  if (sigmaB === 0) return { kind: "constant", value: law.mean };
  return law.mean === 0 ? { kind: "independent", net } : { kind: "other", why: "equal weights with biases" };
}

/** What theory says of these networks; `nets` are asked for their inputs and top gradients only. */
export function predict(options: PredictOptions, nets: readonly NetCurves[]): Prediction {
  const kind = weightKind(options);
  if (kind.kind === "constant") return constantPrediction(kind.value, options.activation, options.widths, nets);
  if (kind.kind === "independent") return gaussianPrediction(kind.net, options.reference, options.nets);
  if (kind.kind === "other") return unpredicted(options, kind.why);
  const net = network(kind.net);
  const none = unpredicted(options, "orthogonal weights that are not square or have biases");
  return orthogonalPrediction(net, options.reference) ?? { ...none, gain: orthogonalGain(net) };
}

function unpredicted({ widths }: PredictOptions, why: string): Prediction {
  const none = widths.slice(1).map(() => null);
  return { basis: `no prediction for ${why}`, forward: none, backward: none, gain: none, walks: false };
}
