/** Input-output Jacobians of linear and ReLU networks, and the squares of their singular values. */
import { activationByName } from "../../harness/activation/index.js";
import { normalsOf } from "../../harness/network/normals.js";
import { forwardProduct } from "../../harness/network/products.js";
import { weightsOf } from "../../harness/network/weights.js";
import { finiteJacobianVariance, jacobianSpectrum, largestJacobianValue } from "../../harness/theory/index.js";
import { square } from "./nets.js";
import { identityRows, singularValues, times } from "./singularValues.js";
/** Variance and maximum of the squared singular values of one network's Jacobian. */
export function jacobianStatistics(setting, published) {
    const { width, depth, weights, activation } = setting;
    const spectrum = { depth, weights, linear: activation === "relu" ? 1 / 2 : 1 };
    const { variance, max } = jacobianSpectrum(spectrum);
    const exact = weights === "orthogonal" && activation === "linear" ? { rounding: depth * FLOAT32 } : {};
    return [
        {
            ...exact,
            name: `${weights}: variance`,
            limit: variance,
            mean: finiteJacobianVariance(setting),
            published: published[0],
        },
        {
            ...exact,
            name: `${weights}: largest`,
            limit: max,
            mean: largestJacobianValue(spectrum, width),
            published: published[1],
        },
    ];
}
/** A float32 weight matrix may be off by this much in its squared singular values. */
const FLOAT32 = 2 ** -23;
export function jacobianValues({ width, depth, activation }, rule, seed) {
    const { fn, derivative } = activationByName(activation);
    const weights = weightsOf(rule, square(width, depth), seed, 0);
    let x = normalsOf(seed, "input", width);
    let jacobian = identityRows(width);
    for (let l = 1; l <= depth; l++) {
        const z = forwardProduct(weights(l), x, width);
        const slopes = z.map(derivative);
        jacobian = times(jacobian, weights(l)).map((row) => row.map((value, o) => value * slopes[o]));
        x = z.map(fn);
    }
    const squares = singularValues(jacobian).map((value) => value * value);
    const mean = squares.reduce((sum, value) => sum + value, 0) / width;
    return [squares.reduce((sum, value) => sum + (value - mean) ** 2, 0) / width, squares[0]];
}
