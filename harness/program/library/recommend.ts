/** `recommend` of the library. */
import { type KeysOf, requireKnownKeys } from "../../library/knownKeys.js";
import { recommend as rank, type RecommendOptions as Wanted } from "../../propagation/recommend/recommend.js";
import type { Recommendation } from "../../record/index.js";
import { surroundings } from "../surroundings.js";

const NETWORK_KEYS: KeysOf<Wanted> = { activation: true, depth: true, width: true, architecture: true, task: true };

/**
 * Ranks initializers for a network by theory: ReLU, depth 50, width 256, an mlp unless said otherwise.
 *
 * @example recommend({ activation: "tanh", depth: 100 }).candidates[0].initializer
 * @throws one-line errors for arguments that do not fit
 */
export function recommend(options: Partial<Wanted> = {}): Recommendation {
  requireKnownKeys("recommend", options, NETWORK_KEYS);
  const network = { activation: "relu", depth: 50, width: 256, architecture: "mlp", task: "supervised" } as const;
  return rank({ ...network, ...options }, surroundings);
}
