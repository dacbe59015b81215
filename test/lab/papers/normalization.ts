/** How fast gradients grow from layer to layer of normalized networks. */

import type { Rule } from "../../../harness/contract/rule/index.js";
import { activationByName } from "../../../harness/propagation/activation/index.js";
import { normalizedGradients } from "../../../harness/propagation/network/architecture/normalized.js";

export interface NormalizedSetting {
  readonly rule: Rule;
  readonly activation: string;
  readonly normalization: "batch" | "layer";
  readonly width: number;
  readonly batch: number;
  readonly depth: number;
  /** Layers left out at either end, where the network still settles. */
  readonly ends: number;
}

/** ln of the gradient variance's factor a layer, downwards. */
export function logGrowth(setting: NormalizedSetting, seed: number): number {
  const { activation, depth, ends } = setting;
  const curve = normalizedGradients({ ...setting, activation: activationByName(activation), seed });
  return (curve[ends]! - curve[depth - 1 - ends]!) / (depth - 1 - 2 * ends);
}
