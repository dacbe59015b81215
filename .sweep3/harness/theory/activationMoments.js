import { activationByName } from "../activation/index.js";
import { power } from "../numeric/power.js";
import { gaussianMean } from "./gaussianMean.js";
import { requireVariance } from "./require.js";
/** Moments of an activation and its derivative under N(0, q); q is a variance. Throws if q is not finite and >= 0. */
export function activationMoments(activation, q) {
    const declared = activationByName(activation);
    requireVariance("activationMoments", "q", q);
    const mean = gaussianMean(declared, q);
    return {
        phi: mean((phi) => phi),
        phi2: declared.kernel?.phiPhi(q, 1) ?? mean((phi) => phi * phi),
        phi4: mean((phi) => power(phi, 4)),
        dphi: mean((_phi, dphi) => dphi),
        dphi2: declared.kernel?.dphiDphi(q, 1) ?? mean((_phi, dphi) => dphi * dphi),
        dphi4: mean((_phi, dphi) => power(dphi, 4)),
    };
}
