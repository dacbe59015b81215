import { type Activation, leakyRelu } from "../activation/index.js";
import { tailoredPlainSlope } from "../theory/index.js";
import type { RecommendRequest } from "./ask.js";

/** What orthogonal inputs of a tailored network may have become: the published choice. */
export const ALIKE = 0.9;
/** Digits of a slope: they are part of a name. */
const DIGITS = 3;

/** In the place of a ReLU, the leaky ReLU that leaves inputs of a network of this depth apart; null: as it is, ReLU brings them no nearer. */
export function tailored({ activation: { homogeneous }, architecture, depth }: RecommendRequest): Activation | null {
  if (!["mlp", "cnn"].includes(architecture)) return null;
  if (homogeneous === undefined || homogeneous.positive !== 1 || homogeneous.negative < 0) return null;
  const slope = tailoredPlainSlope(depth, ALIKE);
  return slope === null || slope <= homogeneous.negative ? null : leakyRelu(Number(slope.toFixed(DIGITS)));
}
