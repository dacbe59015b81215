/** Draws from a law by SIMD kernels: the same bits as harness/contract/law/sample.ts, many times faster. */
import { type Stream, TILE } from "../random/stream.js";
import type { KernelCall, Transform } from "../random/transform.js";
import { type KernelExports, kernelModule, reserve } from "./module.js";

/** x -> offset + (remainder + slope x) in float32, clamped to [low, high]; all are float32 numbers. */
export interface Image {
  readonly slope: number;
  readonly remainder: number;
  readonly offset: number;
  readonly low: number;
  readonly high: number;
}

type KernelDraw = (at: number, end: number, slope: number, ...constants: number[]) => void;

export interface FillExports extends KernelExports {
  /** Writes 2 `pairs` tiles of words; all of its blocks have the same upper counter word. */
  philoxTiles(out: number, pairs: number, block: number, blockHigh: number, ...nameAndKey: number[]): void;
  readonly signedUniform: KernelDraw;
  readonly normal: KernelDraw;
  readonly truncatedNormal: KernelDraw;
  /** Shifts draws that are already scaled, and clamps them to their support. */
  shift(at: number, end: number, remainder: number, offset: number, low: number, high: number): void;
}

/** The words and draws of one chunk fit in the first-level cache. */
const CHUNK_TILES = 256;
export const CHUNK = CHUNK_TILES * TILE;
/** The number of entries that are drawn at once. */
export const PAIR = 2 * TILE;
const LANES = 4;
const BYTES = Float32Array.BYTES_PER_ELEMENT;
/** With a smaller slope a scaled draw could lose bits that the reference keeps, or be zero. */
const LEAST_SLOPE = 2 ** -60;

/**
 * Fills `out` with entries `start`, `start + 1`, ... and returns true; returns false, and writes nothing, if no kernel can draw
 * them.
 */
export function fillByKernel(
  { kernel }: Transform,
  image: Image,
  stream: Stream,
  out: Float32Array,
  start: number,
): boolean {
  if (kernel === undefined || !canDraw(image)) return false;
  const module = kernelModule<FillExports>("fill");
  if (module === undefined) return false;
  const at = reserve(module, CHUNK * BYTES);
  if (at === undefined) return false;
  const draws = new Float32Array(module.memory.buffer, at, CHUNK);
  const words = wordWriter(module, stream);
  const transform = transformer(module, kernel, image);
  const end = start + out.length;
  for (let first = Math.floor(start / PAIR) * PAIR; first < end; ) {
    const last = Math.min(end, (Math.floor(first / CHUNK) + 1) * CHUNK);
    const pairs = Math.ceil((last - first) / PAIR);
    words(at, first, pairs);
    transform(at, at + pairs * PAIR * BYTES);
    const from = Math.max(start, first);
    out.set(draws.subarray(from - first, last - first), from - start);
    first = last;
  }
  return true;
}

export const canDraw = ({ slope }: Image): boolean => slope >= LEAST_SLOPE;

/** Writes pairs of tiles of words to an address, from a word that begins a pair; all blocks have the same upper word. */
export function wordWriter(module: FillExports, { name: [name0, name1], key: [key0, key1] }: Stream) {
  return (at: number, first: number, pairs: number): void => {
    const block = first / LANES;
    module.philoxTiles(at, pairs, block | 0, Math.floor(block / 2 ** 32), name0, name1, key0, key1);
  };
}

/** Turns the words between two addresses, whole pairs of tiles, into entries. */
export function transformer(module: FillExports, kernel: KernelCall, image: Image) {
  const { slope, remainder, offset, low, high } = image;
  const shifted = isShifted(kernel, image);
  return (at: number, to: number): void => {
    module[kernel.name](at, to, slope, ...kernel.constants);
    if (shifted) module.shift(at, to, remainder, offset, low, high);
  };
}

/** Whether the image is more than a multiple: if it is one, and no draw can leave the support, no shift is needed. */
function isShifted({ range: [least, most] }: KernelCall, { slope, remainder, offset, low, high }: Image): boolean {
  return remainder !== 0 || offset !== 0 || Math.fround(slope * least) < low || Math.fround(slope * most) > high;
}
