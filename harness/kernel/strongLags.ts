/**
 * Which lags may have the strongest correlation: a transform in single precision, whose error is bounded, leaves a few, for the
 * caller to look at exactly.
 */
import { autoProducts, type CorrelationRoom, crossProducts, openRoom, transform } from "./correlation.js";
import { stepCount } from "./fourierTables.js";

/** Below this many entries the plain way is as fast; the other end is where single precision no longer counts. */
const [FEWEST, MOST] = [2 ** 12, 2 ** 23];

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

/**
 * A bound on the transform's relative error, in the norm. A step by three multiplies each number by a root that is wrong by 11
 * roundings at most (a square of a product of two), and this product and its sums round it 7 times; a step by two or
 * four does no worse. Steps are orthogonal but for their scale, so errors add up. Turning the entries rounds no more
 * than two steps do, nor does untangling and turning back.
 */
export const relativeError = (size: number): number => 18 * 2 ** -24 * (stepCount(size) + 2);

/** Two numbers may both be wrong; the rest is beyond all rounding errors of doubles. */
const MARGIN = 2.01;

/** The lags whose products, each wrong by `error` over the root of their count, may be the largest. */
function collect(
  { module, size, x, left }: CorrelationRoom,
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
  const least = largest - MARGIN * error;
  if (!Number.isFinite(least)) return undefined;
  const found: number[] = [];
  for (const { at, count, lag } of ranges) {
    const total = module.collect(at, count, n, lag, least, x, most);
    if (!(found.length + total <= most)) return undefined;
    found.push(...new Int32Array(module.memory.buffer, x, total));
  }
  return Int32Array.from(found, (lag) => (auto ? Math.abs(lag) : lag));
}
