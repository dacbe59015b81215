import { power } from "../numeric/power.js";
import { digammaMinusLog, tetragamma, trigamma } from "./polygamma.js";
import { reluLogRatio } from "./reluLogRatio.js";
const skewnessOf = (third, variance) => (third === 0 ? 0 : third / power(variance, 1.5));
/**
 * Whether the laws of whole curves are known at any width: for Gaussian weights and no biases, the squared norms of a
 * linear or ReLU network change by independent factors, forward and backward (Hanin and Nica 2019). For ReLU, networks
 * with a dead layer are left out.
 */
export function isExact({ activation, sigmaB2 }) {
    return sigmaB2 === 0 && passedSigns(activation) !== null;
}
/** Which pre-activations keep their size: those of both signs (linear, |x|), or of one (ReLU); null for neither. */
export function passedSigns({ homogeneous }) {
    if (homogeneous === undefined)
        return null;
    const [positive, negative] = [Math.abs(homogeneous.positive), Math.abs(homogeneous.negative)];
    if (positive === negative)
        return positive === 0 ? null : "both";
    return Math.min(positive, negative) === 0 ? "one" : null;
}
/** The exact law of ln mean((z^l)^2) for every layer. */
export function exactForwardCurve(network, meanField) {
    const through = onceEach(throughActivation);
    let [mean, variance, third] = [0, 0, 0];
    return network.layers.map(({ fanIn, fanOut, sigmaW2 }, l) => {
        const square = logMeanSquare(fanOut, sigmaW2);
        const spread = variance + square.variance;
        const skewness = skewnessOf(third + square.third, spread);
        const law = { meanField: meanField[l], mean: mean + square.mean, variance: spread, skewness };
        const passed = through(network, fanIn, fanOut, sigmaW2);
        mean += passed.mean + Math.log(fanIn / fanOut);
        variance += passed.variance;
        third += passed.third;
        return law;
    });
}
/** The exact law of ln mean((delta^l)^2) / mean((delta^L)^2) for every layer, l = L last. */
export function exactBackwardCurve(network, laws) {
    const through = onceEach(throughActivation);
    let [mean, variance, third] = [0, 0, 0];
    const down = laws.toReversed().map(({ meanField }, crossed) => {
        if (crossed > 0) {
            const { fanIn, fanOut, sigmaW2 } = network.layers.at(-crossed);
            const factor = through(network, fanIn, fanIn, sigmaW2);
            mean += factor.mean + Math.log(fanOut / fanIn);
            variance += factor.variance;
            third += factor.third;
        }
        return { meanField, mean, variance, skewness: skewnessOf(third, variance) };
    });
    return down.reverse();
}
/** Layers of one shape have one law: it is computed once. */
function onceEach(compute) {
    const known = new Map();
    return (network, fanIn, fanOut, sigmaW2) => {
        const key = `${fanIn} ${fanOut} ${sigmaW2}`;
        const law = known.get(key) ?? compute(network, fanIn, fanOut, sigmaW2);
        known.set(key, law);
        return law;
    };
}
/** ln |phi(W x)|^2 / |x|^2 for fanOut units of entry variance sigmaW2 / fanIn. */
function throughActivation({ activation }, fanIn, fanOut, sigmaW2) {
    const { positive, negative } = activation.homogeneous;
    const grown = sigmaW2 * Math.max(positive ** 2, negative ** 2);
    if (passedSigns(activation) === "both")
        return logMeanSquare(fanOut, (grown * fanOut) / fanIn);
    const { mean, variance, skewness } = reluLogRatio(fanIn, fanOut, grown);
    return { mean, variance, third: skewness * power(variance, 1.5) };
}
/** The logarithm of the mean of n squared normal variables of variance sigma2. */
export function logMeanSquare(n, sigma2) {
    return { mean: Math.log(sigma2) + digammaMinusLog(n / 2), variance: trigamma(n / 2), third: tetragamma(n / 2) };
}
