import { lawEstimate } from "./estimatedLaw.js";
import type { LayerLaw, Prediction } from "./layerLaw.js";
import type { ReferenceLengths } from "./reference.js";

/** The laws estimated from `draws` reference networks. */
export function referencePrediction(next: () => ReferenceLengths, depth: number, draws: number): Prediction {
  const [forward, backward, gain] = [lawEstimate(depth), lawEstimate(depth), lawEstimate(depth)];
  const total = lawEstimate(1);
  for (let draw = 0; draw < draws; draw++) {
    const lengths = next();
    forward.add(lengths.forward);
    backward.add(lengths.backward);
    gain.add(lengths.gain.map(orNothing));
    total.add(Float64Array.of(lengths.gain.reduce((sum, log) => sum + orNothing(log), 0)));
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

/** The gain of a layer whose input is 0 is NaN; its network counts as dead. */
const orNothing = (log: number): number => (Number.isNaN(log) ? Number.NEGATIVE_INFINITY : log);

function dependenceOf(sum: LayerLaw | null, parts: readonly (LayerLaw | null)[]): number {
  const independent = parts.reduce((total, law) => total + (law?.variance ?? 0), 0);
  return sum !== null && independent > 0 && sum.variance > 0 ? sum.variance / independent : 1;
}
