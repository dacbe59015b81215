import { activationByName } from "../activation/index.js";
import { power } from "../numeric/power.js";
import { activationMoments } from "./activationMoments.js";
import { chi1, chiParallel } from "./lengthMap.js";
/** The gains of an activation at q = 1. */
export function gains(activation) {
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
