import type { Network } from "../theory/network.js";
import { estimatedLaw, type Prediction } from "./layerLaw.js";
import { normalReader } from "./normals.js";
import { type Lengths, referenceLengths } from "./reference.js";

export interface ReferenceOptions {
  readonly seed: number;
  /** Reference networks. */
  readonly draws: number;
}

/** The laws that exact networks without weight matrices show. */
export function referencePrediction(
  net: Network,
  kind: "gaussian" | "orthogonal",
  { seed, draws }: ReferenceOptions,
): Omit<Prediction, "gain"> {
  const fill = normalReader(seed, `reference ${kind}`);
  const lengths = Array.from({ length: draws }, () => referenceLengths(net, kind, fill));
  const law = (pick: (one: Lengths) => Float64Array, l: number, layers: number) =>
    estimatedLaw(
      lengths.map((one) => pick(one)[l]!),
      layers,
    );
  const depth = net.layers.length;
  return {
    basis: `${draws} reference networks`,
    forward: net.layers.map((_, l) => law(({ forward }) => forward, l, l + 1)),
    backward: net.layers.map((_, l) => law(({ backward }) => backward, l, depth - l)),
    walks: false,
  };
}
