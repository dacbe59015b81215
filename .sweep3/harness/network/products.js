/** Products of a layer's weights with vectors, in float64: what goes in, and what comes back. */
import { backwardByKernel, forwardByKernel } from "../kernel/network.js";
import { matrixRows } from "../kernel/rows.js";
import { sampledRows, sampleInto } from "../law/index.js";
/** x W of every x, in the places given: what the outputs receive; every sum takes the inputs in order. */
export function forwardProducts(weights, xs, into) {
    const [inputs, outputs] = [xs[0].length, into[0].length];
    if (forwardByKernel(rowsOf(weights, inputs, outputs), xs, into))
        return;
    const matrix = matrixOf(weights, inputs * outputs);
    for (const [i, x] of xs.entries())
        forwardByReference(matrix, x, into[i]);
}
/**
 * W delta of every delta, in the places given: what the inputs receive; eight sums an input, each of every eighth output, are
 * added in pairs. Inputs that nobody asks for may be left at 0.
 */
export function backwardProducts(weights, deltas, into, isAsked = () => true) {
    const [inputs, outputs] = [into[0].length, deltas[0].length];
    if (backwardByKernel(rowsOf(weights, inputs, outputs), deltas, into, isAsked))
        return;
    const matrix = matrixOf(weights, inputs * outputs);
    for (const [i, delta] of deltas.entries())
        backwardByReference(matrix, delta, into[i]);
}
export function forwardProduct(weights, x, outputs) {
    const z = new Float64Array(outputs);
    forwardProducts(weights, [x], [z]);
    return z;
}
export function backwardProduct(weights, delta, inputs) {
    const back = new Float64Array(inputs);
    backwardProducts(weights, [delta], [back]);
    return back;
}
function rowsOf(weights, inputs, outputs) {
    if (weights instanceof Float32Array)
        return matrixRows(weights, outputs);
    const { law, stream } = weights;
    return sampledRows(law, stream, outputs) ?? matrixRows(matrixOf(weights, inputs * outputs), outputs);
}
function matrixOf(weights, entries) {
    if (weights instanceof Float32Array)
        return weights;
    const matrix = new Float32Array(entries);
    sampleInto(weights.law, weights.stream, matrix);
    return matrix;
}
/** What the kernel's sums must be, bit for bit. */
export function forwardByReference(weights, x, z) {
    z.fill(0);
    for (let i = 0; i < x.length; i++) {
        const [value, row] = [x[i], i * z.length];
        for (let o = 0; o < z.length; o++)
            z[o] += value * weights[row + o];
    }
}
/** What the kernel's sums must be, bit for bit. */
export function backwardByReference(weights, delta, back) {
    const sums = new Float64Array(8);
    for (let i = 0; i < back.length; i++) {
        const row = i * delta.length;
        sums.fill(0);
        for (let o = 0; o < delta.length; o++)
            sums[o % 8] += weights[row + o] * delta[o];
        const [even, odd] = [0, 1].map((k) => sums[k] + sums[k + 2] + (sums[k + 4] + sums[k + 6]));
        back[i] = even + odd;
    }
}
