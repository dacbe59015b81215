/**
 * Products at all lags in single precision, by a SIMD transform. The method is that of harness/numeric/correlate.ts;
 * strongLags.ts states the error bound.
 */
import { type FourierTables, fourierTables } from "./fourierTables.js";
import { type KernelExports, kernelModule, reserve } from "./module.js";

interface CorrelationExports extends KernelExports {
  largestOf(at: number, count: number): number;
  energyOf(at: number, count: number, scale: number): number;
  turn(x: number, count: number, size: number, scale: number, re: number, im: number, roots: number): void;
  split(re: number, im: number, length: number, steps: number, levels: number): void;
  join(re: number, im: number, length: number, steps: number, levels: number): void;
  square(re: number, im: number, count: number, out: number): void;
  multiply(re: number, im: number, rightRe: number, rightIm: number, size: number): void;
  untangle(zRe: number, zIm: number, half: number, re: number, im: number, roots: number): void;
  turnBack(re: number, im: number, from: number, to: number, roots: number): number;
  largest(at: number, count: number, n: number, lag: number): number;
  collect(at: number, count: number, n: number, lag: number, least: number, out: number, room: number): number;
}

/** A complex sequence in the module's memory. */
interface CorrelationMemory {
  readonly re: number;
  readonly im: number;
}

export interface CorrelationRoom {
  readonly module: CorrelationExports;
  readonly size: number;
  readonly tables: FourierTables;
  /** For entries, and at the end free for the caller. */
  readonly x: number;
  readonly left: CorrelationMemory;
  readonly right: CorrelationMemory;
}

/** If the largest entry is within these, sums of squares neither overflow nor underflow. */
const [SMALL, LARGE] = [2 ** -400, 2 ** 400];

let held: { readonly size: number; readonly tables: FourierTables } | undefined;

/** Room for sequences of n entries and `spare` words; undefined if no kernel can run. */
export function openRoom(n: number, spare: number): CorrelationRoom | undefined {
  const module = kernelModule<CorrelationExports>("correlation");
  if (module === undefined) return undefined;
  const size = sizeFor(n);
  const at = reserve(module, 0);
  if (at === undefined) return undefined;
  const tables = held?.size === size ? held.tables : fourierTables(size, at);
  const x = at + 64 * Math.ceil(tables.words.byteLength / 64);
  const step = 4 * size + 32;
  const from = x + Math.max(8 * n + 32, 4 * spare);
  if (reserve(module, from + 4 * step - at) === undefined) return undefined;
  if (held?.tables !== tables) new Uint32Array(module.memory.buffer, at, tables.words.length).set(tables.words);
  held = { size, tables };
  const place = (re: number): CorrelationMemory => ({ re, im: re + step });
  return { module, size, tables, x, left: place(from), right: place(from + 2 * step) };
}

/** The smallest of 2^k and 3 2^k at which no two lags up to n/2 coincide: lags wrap around at twice the size. */
function sizeFor(n: number): number {
  const least = (n + (n >> 1)) / 2;
  const [two, three] = [2 ** Math.ceil(Math.log2(least)), 3 * 2 ** Math.ceil(Math.log2(least / 3))];
  return Math.min(two, three);
}

/** The transform of the entries, scaled by a power of two to at most 1; returns the sum of squares after scaling. */
export function transform(
  { module, size, tables, x }: CorrelationRoom,
  entries: Float64Array,
  { re, im }: CorrelationMemory,
): number | undefined {
  const n = entries.length;
  const room = new Float64Array(module.memory.buffer, x, n + 4);
  room.set(entries);
  room.fill(0, n);
  const largest = module.largestOf(x, n + (n & 1));
  if (!(largest >= SMALL && largest <= LARGE)) return undefined;
  const scale = 2 ** -Math.ceil(Math.log2(largest));
  module.turn(x, n, size, scale, re, im, tables.turning);
  module.split(re, im, size, tables.steps, tables.levels);
  return module.energyOf(x, n + (n & 1), scale);
}

/** The result at `left`: `size` places, products times `factor`; `norm` is the norm over all places of the transform. */
export interface Products {
  readonly size: number;
  readonly factor: number;
  readonly norm: number;
}

/** Halves or sixths of the spectrum in its order: first those with the even points, then those with the odd ones. */
const [HALVES, SIXTHS] = [
  [[0], [1]],
  [
    [0, 4, 3],
    [2, 1, 5],
  ],
] as const;

/** Squares are real, so a transform of half the size gives their products. */
export function autoProducts({ module, size, tables, left, right }: CorrelationRoom): Products {
  const half = size / 2;
  const [even, odd] = size % 3 === 0 ? SIXTHS : HALVES;
  const count = half / even.length;
  const square = (part: number, to: number): void =>
    module.square(left.re + 4 * count * part, left.im + 4 * count * part, count, to);
  even.forEach((part, k) => {
    square(part, right.re + 4 * count * k);
  });
  odd.forEach((part, k) => {
    square(part, right.im + 4 * count * k);
  });
  module.join(right.re, right.im, half, tables.halfSteps, tables.levels);
  module.untangle(right.re, right.im, half, left.re, left.im, tables.whole);
  const sum = module.turnBack(left.re, left.im, 0, half, tables.turning);
  module.turnBack(left.re, left.im, half, half + 1, tables.turning);
  return { size: half + 1, factor: 2 * size, norm: Math.sqrt(2 * sum) };
}

export function crossProducts({ module, size, tables, left, right }: CorrelationRoom): Products {
  module.multiply(left.re, left.im, right.re, right.im, size);
  module.join(left.re, left.im, size, tables.steps, tables.levels);
  const sum = module.turnBack(left.re, left.im, 0, size, tables.turning);
  return { size, factor: size, norm: Math.sqrt(sum) };
}
