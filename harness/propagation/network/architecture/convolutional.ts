import type { Rule } from "../../../contract/rule/index.js";
import { shapeOf } from "../../../contract/shape.js";
import { openStream } from "../../../random/index.js";
import type { Activation } from "../../activation/index.js";
import { normalsOf } from "../normals.js";

export interface ConvolutionalOptions {
  /** The rule that draws every kernel, in layout hwio. */
  readonly rule: Rule;
  readonly activation: Activation;
  /** Pixels along a side of the square image. */
  readonly size: number;
  /** Pixels along a side of the square kernels, odd. */
  readonly kernel: number;
  /** Channels of the input and of every layer. */
  readonly channels: readonly number[];
  /** What the convolution reads beyond the border. */
  readonly padding: "zero" | "circular";
  readonly seed: number;
}

/** One convolution's taps: for every output pixel, pairs of an offset in the kernel and an input pixel. */
export type Taps = readonly (readonly (readonly [offset: number, pixel: number])[])[];

/**
 * The mean square over channels of every pixel, row by row, of the input and after every layer x = phi(W * x) of one
 * network of stride-one convolutions. The input is standard normal, brought to a mean square of one.
 */
export function convolutionalLengths(options: ConvolutionalOptions): Float64Array[] {
  const { rule, activation, kernel, channels, seed } = options;
  const taps = tapsOf(options);
  let x = unitImage(normalsOf(seed, "image", taps.length * channels[0]!));
  const lengths = [pixelSquares(x, channels[0]!)];
  channels.slice(1).forEach((outputs, l) => {
    const inputs = channels[l]!;
    const shape = shapeOf([kernel, kernel, inputs, outputs], "hwio");
    const weights = rule.fill(shape, openStream(seed, `convolution ${l + 1}`));
    x = convolve(weights, x, taps, inputs, outputs).map(activation.fn);
    lengths.push(pixelSquares(x, outputs));
  });
  return lengths;
}

/** The cross-correlation that frameworks call convolution, output size = input size. */
export function tapsOf({ size, kernel, padding }: Pick<ConvolutionalOptions, "size" | "kernel" | "padding">): Taps {
  const reach = (kernel - 1) / 2;
  const place = (at: number): number => (padding === "circular" ? (at + size) % size : at);
  const inside = (at: number): boolean => at >= 0 && at < size;
  return Array.from({ length: size * size }, (_, pixel) =>
    Array.from({ length: kernel * kernel }, (_, offset): [number, number, number] => [
      offset,
      place(Math.floor(pixel / size) + Math.floor(offset / kernel) - reach),
      place((pixel % size) + (offset % kernel) - reach),
    ])
      .filter(([, row, column]) => inside(row) && inside(column))
      .map(([offset, row, column]) => [offset, row * size + column] as const),
  );
}

/** Convolves an image of pixels by channels; the result is one too. */
export function convolve(
  weights: Float32Array,
  x: Float64Array,
  taps: Taps,
  inputs: number,
  outputs: number,
): Float64Array {
  const z = new Float64Array(taps.length * outputs);
  taps.forEach((from, pixel) => {
    const out = z.subarray(pixel * outputs, (pixel + 1) * outputs);
    for (const [offset, source] of from) {
      for (let i = 0; i < inputs; i++) {
        const value = x[source * inputs + i]!;
        if (value === 0) continue;
        const row = (offset * inputs + i) * outputs;
        for (let o = 0; o < outputs; o++) out[o]! += value * weights[row + o]!;
      }
    }
  });
  return z;
}

/** The transposed convolution: the gradient with respect to the inputs, from that with respect to the outputs. */
export function convolveBack(
  weights: Float32Array,
  delta: Float64Array,
  taps: Taps,
  inputs: number,
  outputs: number,
): Float64Array {
  const back = new Float64Array(taps.length * inputs);
  taps.forEach((from, pixel) => {
    const top = delta.subarray(pixel * outputs, (pixel + 1) * outputs);
    for (const [offset, source] of from) {
      for (let i = 0; i < inputs; i++) {
        const row = (offset * inputs + i) * outputs;
        let sum = 0;
        for (let o = 0; o < outputs; o++) sum += top[o]! * weights[row + o]!;
        back[source * inputs + i]! += sum;
      }
    }
  });
  return back;
}

function unitImage(values: Float64Array): Float64Array {
  const rms = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
  return values.map((value) => value / rms);
}

function pixelSquares(x: Float64Array, channels: number): Float64Array {
  return Float64Array.from({ length: x.length / channels }, (_, pixel) => {
    let sum = 0;
    for (let c = 0; c < channels; c++) sum += x[pixel * channels + c]! ** 2;
    return sum / channels;
  });
}
