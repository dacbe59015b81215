import type { Comparison } from "./compare.js";
import type { Prediction } from "./layerLaw.js";

/** Two inputs whose correlation is this close to 1 are equal for the layers above. */
const COLLAPSED = 0.01;
/** With a larger variance of ln q typical networks differ by a factor of e. */
const NARROW = 1;

export interface WarningsInput {
  readonly comparison: Comparison;
  readonly prediction: Prediction;
  readonly nets: number;
  /** The correlation of two inputs at the top, averaged over networks; NaN with one input. */
  readonly correlation: number;
}

/** Warnings beside the verdict: each is a sentence that begins with its name. */
export function warningsOf({ comparison, prediction, nets, correlation }: WarningsInput): string[] {
  const top = comparison.forward.at(-1)!;
  const warnings: string[] = [];
  if (1 - correlation < COLLAPSED) {
    warnings.push(`collapsing inputs: two inputs have correlation ${correlation.toFixed(4)} at the top layer`);
  }
  const variance = Math.max(prediction.forward.at(-1)?.variance ?? 0, prediction.backward[0]?.variance ?? 0);
  if (variance > NARROW) {
    warnings.push(
      `narrow for this depth: ln q of single networks has standard deviation ${Math.sqrt(variance).toFixed(2)}`,
    );
  }
  if (top.alive < nets && top.alive > 0) warnings.push(`dead networks: ${nets - top.alive} of ${nets}`);
  return warnings;
}
