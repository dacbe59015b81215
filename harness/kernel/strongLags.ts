/**
 * The lags that may have the strongest correlation: a transform in single precision, with a bounded error, leaves a few, which
 * the caller compares exactly.
 */
import { autoProducts, type CorrelationRoom, crossProducts, openRoom, transform } from "./correlation.js";
import { stepCount } from "./fourierTables.js";

/** Below FEWEST entries the plain method is as fast; above MOST the error of single precision is too large. */
const [FEWEST, MOST] = [2 ** 12, 2 ** 23];

/**
 * Lags up to n/2 that include every one where |sum a_i b_(i + lag)| / sqrt(n - |lag|) is largest, and those as close to it as
 * rounding errors of doubles; positive ones if a is b. Undefined if no kernel can run, or if more than `most` remain.
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
 * A bound of the transform's relative error, in the norm. A step by three multiplies each number by a root with an error of at
 * most 11 roundings (a square of a product of two); this product and its sums round it 7 times; a step by two or four is not
 * worse. Steps are orthogonal up to their scale, so errors add. Rotating the entries rounds no more than two steps do, nor do
 * untangling and rotating back.
 */
export const relativeError = (size: number): number => 18 * 2 ** -24 * (stepCount(size) + 2);

/** Both numbers in a comparison may be wrong; the rest exceeds all rounding errors of doubles. */
const MARGIN = 2.01;

/** The lags whose products may be the largest, if each has an error of `error` over the root of their count. */
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
