import { openStream } from "../../random/index.js";
import { shapeOf } from "../../shape.js";
import { normalsOf } from "../normals.js";
/**
 * The mean square over channels of every pixel, row by row, of the input and behind every layer x = phi(W * x) of one network
 * of stride-one convolutions. The input is standard normal, brought to a mean square of one.
 */
export function convolutionalLengths(options) {
    const { rule, activation, kernel, channels, seed } = options;
    const taps = tapsOf(options);
    let x = unitImage(normalsOf(seed, "image", taps.length * channels[0]));
    const lengths = [pixelSquares(x, channels[0])];
    channels.slice(1).forEach((outputs, l) => {
        const inputs = channels[l];
        const shape = shapeOf([kernel, kernel, inputs, outputs], "hwio");
        const weights = rule.fill(shape, openStream(seed, `convolution ${l + 1}`));
        x = convolve(weights, x, taps, inputs, outputs).map(activation.fn);
        lengths.push(pixelSquares(x, outputs));
    });
    return lengths;
}
/** The cross-correlation that frameworks call convolution, output size = input size. */
export function tapsOf({ size, kernel, padding }) {
    const reach = (kernel - 1) / 2;
    const place = (at) => (padding === "circular" ? (at + size) % size : at);
    const inside = (at) => at >= 0 && at < size;
    return Array.from({ length: size * size }, (_, pixel) => Array.from({ length: kernel * kernel }, (_, offset) => [
        offset,
        place(Math.floor(pixel / size) + Math.floor(offset / kernel) - reach),
        place((pixel % size) + (offset % kernel) - reach),
    ])
        .filter(([, row, column]) => inside(row) && inside(column))
        .map(([offset, row, column]) => [offset, row * size + column]));
}
/** Pixels by channels in, pixels by channels out. */
export function convolve(weights, x, taps, inputs, outputs) {
    const z = new Float64Array(taps.length * outputs);
    taps.forEach((from, pixel) => {
        const out = z.subarray(pixel * outputs, (pixel + 1) * outputs);
        for (const [offset, source] of from) {
            for (let i = 0; i < inputs; i++) {
                const value = x[source * inputs + i];
                if (value === 0)
                    continue;
                const row = (offset * inputs + i) * outputs;
                for (let o = 0; o < outputs; o++)
                    out[o] += value * weights[row + o];
            }
        }
    });
    return z;
}
/** The transpose: what the outputs' gradient brings to the inputs. */
export function convolveBack(weights, delta, taps, inputs, outputs) {
    const back = new Float64Array(taps.length * inputs);
    taps.forEach((from, pixel) => {
        const top = delta.subarray(pixel * outputs, (pixel + 1) * outputs);
        for (const [offset, source] of from) {
            for (let i = 0; i < inputs; i++) {
                const row = (offset * inputs + i) * outputs;
                let sum = 0;
                for (let o = 0; o < outputs; o++)
                    sum += top[o] * weights[row + o];
                back[source * inputs + i] += sum;
            }
        }
    });
    return back;
}
function unitImage(values) {
    const rms = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
    return values.map((value) => value / rms);
}
function pixelSquares(x, channels) {
    return Float64Array.from({ length: x.length / channels }, (_, pixel) => {
        let sum = 0;
        for (let c = 0; c < channels; c++)
            sum += x[pixel * channels + c] ** 2;
        return sum / channels;
    });
}
