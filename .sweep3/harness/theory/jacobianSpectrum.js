import { power } from "../numeric/power.js";
import { requireCount } from "./require.js";
/**
 * The spectrum of the input-output Jacobian by free probability: its S-transform is a product over layers (Pennington,
 * Schoenholz and Ganguli 2017), and the edge is the stationary point of the inverse moment function. Throws if depth is
 * not a count or `linear` not in (0, 1].
 */
export function jacobianSpectrum({ depth, weights, linear }) {
    requireCount("jacobianSpectrum", "depth", depth);
    if (!(linear > 0 && linear <= 1))
        throw new Error(`jacobianSpectrum: linear must be in (0, 1], got ${linear}`);
    const variance = jacobianVariance(depth, weights, 1 / linear);
    return {
        mean: 1,
        variance,
        max: edge({ depth, weights, linear }),
    };
}
/** Variance of the squared singular values at criticality; ratio = E[phi'^4] / E[phi'^2]^2, for any activation. */
export function jacobianVariance(depth, weights, ratio) {
    return depth * (ratio - (weights === "gaussian" ? 0 : 1));
}
/** The z > 0 at which the inverse moment function has its minimum, the edge; Infinity where there is none inside. */
export function stationaryPoint({ depth, weights, linear: p }) {
    if (weights === "orthogonal")
        return p / Math.max(0, depth * (1 - p) - 1);
    const b = depth - 1;
    return (2 * p) / (b + Math.sqrt(b * b + 4 * depth * p));
}
/** The minimum over z > 0 of (1 + z)/z (1 + z/p)^L, for orthogonal weights of (1 + z)/z ((1 + z/p)/(1 + z))^L. */
function edge(options) {
    const { depth, weights, linear: p } = options;
    const z = stationaryPoint(options);
    if (z === Number.POSITIVE_INFINITY)
        return power(p, -depth);
    const layer = (1 + z / p) / (weights === "orthogonal" ? 1 + z : 1);
    return ((1 + z) / z) * power(layer, depth);
}
/** Mean singular value of a square matrix of independent entries of variance sigma_w^2/n, as n grows. */
export function meanSingularValue(sigmaW) {
    return (8 * sigmaW) / (3 * Math.PI);
}
