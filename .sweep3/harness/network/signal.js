import { scaleFree } from "../theory/scaleFree.js";
/** The same vector with mean(values^2) = 1, so that ln mean(x^2) = 2 log; -Infinity where nothing is left. */
export const normalized = (signal) => normalize({ values: signal.values.slice(), log: signal.log });
/** The same, in the place of its values. */
export function normalize({ values, log }) {
    const rms = Math.sqrt(meanSquare(values));
    if (rms === 0)
        return { values, log: Number.NEGATIVE_INFINITY };
    for (let i = 0; i < values.length; i++)
        values[i] /= rms;
    return { values, log: log + Math.log(rms) };
}
/** The sum of a signal and a vector. */
export function plus(signal, bias) {
    const logBias = Math.log(meanSquare(bias)) / 2;
    const { values, log } = normalized(signal);
    const top = Math.max(log, logBias);
    if (top === Number.NEGATIVE_INFINITY)
        return { values, log };
    const [kept, added] = [Math.exp(log - top), Math.exp(-top)];
    return { values: values.map((value, i) => kept * value + added * bias[i]), log: top };
}
/**
 * phi and phi' of normalized pre-activations: exact for piecewise-linear activations at any scale, by the tangent at zero
 * and the asymptotes where others are that to rounding.
 */
export const activate = (declared, z) => activateInto(declared, z, { values: new Float64Array(z.values.length), slopes: new Float64Array(z.values.length) });
/** The same in given places, of which `values` may be those of z. */
export function activateInto(declared, z, { values, slopes }) {
    const { activation, q, logScale } = scaleFree(declared, 2 * z.log);
    const sd = Math.min(Math.sqrt(q), Number.MAX_VALUE);
    const { fn, derivative } = activation;
    for (let i = 0; i < values.length; i++) {
        const argument = sd * z.values[i];
        values[i] = fn(argument);
        slopes[i] = derivative(argument);
    }
    return { values, log: logScale / 2, slopes };
}
export function meanSquare(values) {
    let sum = 0;
    for (let i = 0; i < values.length; i++)
        sum += values[i] * values[i];
    return sum / values.length;
}
export function dot(a, b) {
    let sum = 0;
    for (let i = 0; i < a.length; i++)
        sum += a[i] * b[i];
    return sum;
}
