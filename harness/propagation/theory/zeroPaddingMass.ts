import { requireCount } from "./require.js";

/** A square image of zero-padded convolutions. */
export interface PaddingOptions {
  readonly size: number;
  readonly kernel: number;
  readonly depth: number;
}

/**
 * E|x|^2 at every pixel (row by row), relative to a network without borders, after `depth` zero-padded convolutions that
 * keep the length inside (ReLU with He): the box filter of the kernel with zero boundary, applied depth times.
 */
export function zeroPaddingMass({ size, kernel, depth }: PaddingOptions): Float64Array {
  requireCount("zeroPaddingMass", "size", size);
  requireCount("zeroPaddingMass", "kernel", kernel);
  requireCount("zeroPaddingMass", "depth", depth);
  if (kernel % 2 === 0) throw new Error(`zeroPaddingMass: kernel must be odd, got ${kernel}`);
  let line = new Float64Array(size).fill(1);
  for (let l = 0; l < depth; l++) line = boxFilter(line, kernel);
  return Float64Array.from({ length: size * size }, (_, i) => line[Math.floor(i / size)]! * line[i % size]!);
}

/** The box filter is a product of filters along both axes, so that one line of the image determines the result. */
function boxFilter(line: Float64Array, kernel: number): Float64Array<ArrayBuffer> {
  const reach = (kernel - 1) / 2;
  return Float64Array.from(line, (_, i) => {
    let sum = 0;
    for (let j = Math.max(0, i - reach); j <= Math.min(line.length - 1, i + reach); j++) sum += line[j]!;
    return sum / kernel;
  });
}
