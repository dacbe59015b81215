import { lawEstimate } from "./estimatedLaw.js";
import type { LayerLaw, Prediction } from "./layerLaw.js";
import type { ReferenceLengths } from "./reference.js";

/** The laws that `draws` reference networks show. */
export function referencePrediction(next: () => ReferenceLengths, depth: number, draws: number): Prediction {
  const [forward, backward, gain] = [lawEstimate(depth), lawEstimate(depth), lawEstimate(depth)];
  const total = lawEstimate(1);
  for (let draw = 0; draw < draws; draw++) {
    const lengths = next();
    forward.add(lengths.forward);
    backward.add(lengths.backward);
    gain.add(lengths.gain);
    total.add(Float64Array.of(lengths.gain.reduce((sum, log) => sum + log, 0)));
  }
  const all = Array.from({ length: depth }, (_, l) => l);
  const gains = all.map((l) => gain.lawAt(l, 1));
  return {
    basis: `${draws} reference networks`,
    forward: all.map((l) => forward.lawAt(l, l + 1)),
    backward: all.map((l) => backward.lawAt(l, depth - l)),
    gain: gains,
    gainDependence: dependenceOf(total.lawAt(0, 1), gains),
    walks: false,
  };
}

function dependenceOf(sum: LayerLaw, parts: readonly LayerLaw[]): number {
  const independent = parts.reduce((total, { variance }) => total + variance, 0);
  return independent > 0 && sum.variance > 0 ? sum.variance / independent : 1;
}
