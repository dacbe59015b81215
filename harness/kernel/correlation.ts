/**
 * Which lags may have the strongest correlation: a transform in single precision, whose error is bounded, leaves a few, for the
 * caller to look at exactly. The method is that of harness/numeric/correlate.ts.
 */
import { type FourierTables, fourierTables, stepCount } from "./fourierTables.js";
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
interface Place {
  readonly re: number;
  readonly im: number;
}

interface Room {
  readonly module: CorrelationExports;
  readonly size: number;
  readonly tables: FourierTables;
  /** For entries, and in the end for lags. */
  readonly x: number;
  readonly left: Place;
  readonly right: Place;
}

/** Below this many entries the plain way is as fast; the other end is where single precision no longer counts. */
const [FEWEST, MOST] = [2 ** 12, 2 ** 23];
/** Sizes whose squares, added up, stay far from the ends of the doubles. */
const [SMALL, LARGE] = [2 ** -400, 2 ** 400];

/**
 * Lags of at most n/2, among them every one where |sum a_i b_(i + lag)| / sqrt(n - |lag|) is largest, and those that come as near
 * to it as rounding errors of doubles; positive ones if a is b. Undefined where no kernel can, or where more than `most` remain.
 */
export function strongLagsByKernel(a: Float64Array, b: Float64Array, most: number): Int32Array | undefined {
  const n = a.length;
  const room = n >= FEWEST && n <= MOST ? openRoom(n, most) : undefined;
  if (room === undefined) return undefined;
  const auto = a === b;
  const first = transform(room, a, room.left);
  const second = auto ? first : transform(room, b, room.right);
  if (first === undefined || second === undefined) return undefined;
  const { size, factor, norm } = auto ? autoProducts(room) : crossProducts(room);
  const error = relativeError(room.size) * (2 * factor * Math.sqrt(first * second) + 1.1 * norm);
  return collect(room, n, auto, size, error / Math.sqrt(n - (n >> 1)), most);
}

let held: { readonly size: number; readonly tables: FourierTables } | undefined;

function openRoom(n: number, most: number): Room | undefined {
  const module = kernelModule<CorrelationExports>("correlation");
  if (module === undefined) return undefined;
  const size = sizeFor(n);
  const at = reserve(module, 0);
  const tables = held?.size === size ? held.tables : fourierTables(size, at);
  const x = at + 64 * Math.ceil(tables.words.byteLength / 64);
  const step = 4 * size + 32;
  const from = x + Math.max(8 * n + 32, 4 * most);
  reserve(module, from + 4 * step - at);
  if (held?.tables !== tables) new Uint32Array(module.memory.buffer, at, tables.words.length).set(tables.words);
  held = { size, tables };
  const place = (re: number): Place => ({ re, im: re + step });
  return { module, size, tables, x, left: place(from), right: place(from + 2 * step) };
}

/** The least of 2^k and 3 2^k where no lag of at most n/2 meets another one: they wrap around twice the size. */
function sizeFor(n: number): number {
  const least = (n + (n >> 1)) / 2;
  const [two, three] = [2 ** Math.ceil(Math.log2(least)), 3 * 2 ** Math.ceil(Math.log2(least / 3))];
  return Math.min(two, three);
}

/** The transform of the entries, scaled to at most 1 by a power of two; answers their sum of squares after that. */
function transform({ module, size, tables, x }: Room, entries: Float64Array, { re, im }: Place): number | undefined {
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

/** What lies at `left` in the end: `size` places, products times `factor`; `norm` is that of all places of the transform. */
interface Products {
  readonly size: number;
  readonly factor: number;
  readonly norm: number;
}

/** In parts of a half or of a sixth of the spectrum in its order: the even points, then the odd ones, each in theirs. */
const [HALVES, SIXTHS] = [
  [[0], [1]],
  [
    [0, 4, 3],
    [2, 1, 5],
  ],
] as const;

/** Squares are real, so a transform of half the size has their products. */
function autoProducts({ module, size, tables, left, right }: Room): Products {
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

function crossProducts({ module, size, tables, left, right }: Room): Products {
  module.multiply(left.re, left.im, right.re, right.im, size);
  module.join(left.re, left.im, size, tables.steps, tables.levels);
  const sum = module.turnBack(left.re, left.im, 0, size, tables.turning);
  return { size, factor: size, norm: Math.sqrt(sum) };
}

/**
 * A bound on the transform's relative error, in the norm. A step by three multiplies each number by a root that is wrong by 11
 * roundings at most (a square of a product of two), and this product and its sums round it 7 times; a step by two or
 * four does no worse. Steps are orthogonal but for their scale, so errors add up. Turning the entries rounds no more
 * than two steps do, nor does untangling and turning back.
 */
const relativeError = (size: number): number => 18 * 2 ** -24 * (stepCount(size) + 2);

/** Two numbers may both be wrong; the rest is beyond all rounding errors of doubles. */
const MARGIN = 2.01;

/** The lags whose products, each wrong by `error` over the root of their count, may be the largest. */
function collect(
  { module, size, x, left }: Room,
  n: number,
  auto: boolean,
  places: number,
  error: number,
  most: number,
): Int32Array | undefined {
  const half = n >> 1;
  const first = auto ? 1 : 0;
  const far = Math.max(size - half, first);
  const ranges = [
    { at: left.re + 4 * first, count: Math.min(half + 1, places) - first, lag: first },
    { at: left.im + 4 * far, count: places - far, lag: far - size },
  ].filter(({ count }) => count > 0);
  const largest = Math.max(...ranges.map(({ at, count, lag }) => module.largest(at, count, n, lag)));
  const found: number[] = [];
  for (const { at, count, lag } of ranges) {
    const total = module.collect(at, count, n, lag, largest - MARGIN * error, x, most);
    if (!(found.length + total <= most)) return undefined;
    found.push(...new Int32Array(module.memory.buffer, x, total));
  }
  return Int32Array.from(found, (lag) => (auto ? Math.abs(lag) : lag));
}
