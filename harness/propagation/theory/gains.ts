import { power } from "../../numeric/power.js";
import { type Activation, activationByName } from "../activation/index.js";
import { activationMoments } from "./activationMoments.js";
import { chi1, chiParallel } from "./lengthMap.js";

/** Gains sigma_w = sqrt(fan_in Var(w)) that keep a mean square at 1, and the slopes of the maps at q = 1. */
export interface Gains {
  /** Keeps the mean square of the pre-activations at 1: E[phi^2]^(-1/2). */
  readonly forward: number;
  /** Keeps the gradient variance: E[phi'^2]^(-1/2). */
  readonly backward: number;
  /** Keeps the variance over units, not the mean square, at 1: the gain that is found with std(). */
  readonly centered: number;
  /** Slope of the length map at the forward gain: above one, that gain is a repelling fixed point. */
  readonly chiParallel: number;
  /** Gradient growth a layer at the forward gain. */
  readonly chi1: number;
  /** Var(phi^2) / E[phi^2]^2. */
  readonly phi2RelativeVariance: number;
}

/** The gains of an activation at q = 1. */
export function gains(activation: string | Activation): Gains {
  const declared = activationByName(activation);
  const { phi, phi2, phi4, dphi2 } = activationMoments(declared, 1);
  return {
    forward: power(phi2, -0.5),
    backward: power(dphi2, -0.5),
    centered: power(phi2 - phi * phi, -0.5),
    chiParallel: chiParallel(declared, 1, 1 / phi2),
    chi1: chi1(declared, 1, 1 / phi2),
    phi2RelativeVariance: phi4 / phi2 ** 2 - 1,
  };
}
