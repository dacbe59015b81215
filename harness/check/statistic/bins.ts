/** Float32 entries in bins of equal width: the count of each bin, and the entries of selected bins. */
import { histogramKernel } from "../../kernel/histogram.js";

const f = Math.fround;

/** Entry x lies in the bin nearest to (x - low) scale, computed in float32 and clamped to 0 .. count - 1. */
export interface Bins {
  readonly count: number;
  /** The middle of the first bin, and the reciprocal of the bin width, as float32 numbers. */
  readonly low: number;
  readonly scale: number;
}

/** The boundary between two bins. */
export interface Edge {
  /** No entry of a bin before the edge is above this. */
  readonly most: number;
  /** No entry of a bin after the edge is below this. */
  readonly least: number;
}

/** Entries in one call of a kernel: they and a part of the bins fit in the cache. */
const CHUNK = 8192;

/** `count` bins from low to high. */
export function evenBins(count: number, low: number, high: number): Bins {
  const width = (high - low) / count;
  return { count, low: f(low + width / 2), scale: f(1 / width) };
}

/**
 * The computation of a bin rounds three times, each time monotonically, so that entries in order have bins in order.
 * The last rounding, of y + 2^23, rounds y to an integer, ties either way: an entry after the edge before bin k >= 1
 * has y = (x - low) scale (1 + d)(1 + e) >= k - 1/2 with |d|, |e| <= 2^-24: the product does not underflow, nor does a
 * difference of floats. So x - low >= ((k - 1/2) / scale)(1 - 2^-23), and likewise one before the edge has x - low <=
 * ((k - 1/2) / scale)(1 + 2^-23 + 2^-45). Twice that also covers the rounding of this computation in double precision.
 */
export function edgeBefore(bin: number, { low, scale }: Bins): Edge {
  const distance = (bin - 0.5) / scale;
  const slack = distance * 2 ** -22;
  return { most: low + distance + slack, least: low + distance - slack };
}

/** The number of entries before each bin, and before the end; undefined if any entry is not finite. */
export function rankBins(parts: Iterable<Float32Array>, bins: Bins): Uint32Array | undefined {
  const { low, scale, count } = bins;
  const kernel = histogramKernel(count + 1, 2 * RANGES, CHUNK);
  if (kernel === undefined) return ranksByReference(parts, bins);
  kernel.bins.fill(0);
  for (const chunk of chunks(parts)) {
    kernel.entries.set(chunk);
    if (!kernel.countBins(kernel.entriesAt, chunk.length, low, scale, count - 1, kernel.binsAt)) return undefined;
  }
  kernel.rankBins(kernel.binsAt, count + 1);
  return kernel.bins.slice();
}

export function ranksByReference(parts: Iterable<Float32Array>, bins: Bins): Uint32Array | undefined {
  const ranks = new Uint32Array(bins.count + 1);
  for (const part of parts) {
    for (let i = 0; i < part.length; i++) {
      if (!Number.isFinite(part[i]!)) return undefined;
      ranks[binOf(part[i]!, bins) + 1]!++;
    }
  }
  for (let k = 0; k < bins.count; k++) ranks[k + 1]! += ranks[k]!;
  return ranks;
}

/** The `total` entries of the bins `wanted`, which ascend, in the order of the parts. */
export function gatherBins(
  parts: Iterable<Float32Array>,
  bins: Bins,
  wanted: readonly number[],
  total: number,
): Float32Array {
  const { low, scale, count } = bins;
  const out = new Float32Array(total);
  const kernel = histogramKernel(count + 1, 2 * RANGES, CHUNK);
  if (kernel === undefined) return gatherByReference(parts, bins, wanted, out);
  const { entriesAt, marksAt, rangesAt, listAt, outAt } = kernel;
  kernel.marks.fill(0);
  for (const bin of wanted) kernel.marks[bin] = 1;
  kernel.ranges.fill(Number.NaN);
  kernel.ranges.set(rangesOf(wanted, bins));
  let at = 0;
  for (const chunk of chunks(parts)) {
    kernel.entries.set(chunk);
    const length = chunk.length;
    const found = kernel.gatherBins(entriesAt, length, low, scale, count - 1, marksAt, rangesAt, listAt, outAt);
    out.set(kernel.out.subarray(0, found), at);
    at += found;
  }
  return out;
}

export function gatherByReference(
  parts: Iterable<Float32Array>,
  bins: Bins,
  wanted: readonly number[],
  out: Float32Array,
): Float32Array {
  const marked = new Set(wanted);
  let at = 0;
  for (const part of parts) {
    for (let i = 0; i < part.length; i++) if (marked.has(binOf(part[i]!, bins))) out[at++] = part[i]!;
  }
  return out;
}

/** Ranges that a kernel compares every entry with before it computes the bin. */
const RANGES = 3;

/** Ends of ranges that together cover the bins `wanted` and leave out the widest gaps. */
function rangesOf(wanted: readonly number[], bins: Bins): number[] {
  const gap = (k: number): number => wanted[k]! - wanted[k - 1]!;
  const breaks = Array.from({ length: Math.max(0, wanted.length - 1) }, (_, k) => k + 1)
    .sort((a, b) => gap(b) - gap(a))
    .slice(0, RANGES - 1)
    .sort((a, b) => a - b);
  const starts = [0, ...breaks];
  return starts.flatMap((from, k) => {
    const [first, last] = [wanted[from]!, wanted[(starts[k + 1] ?? wanted.length) - 1]!];
    return [
      first === 0 ? Number.NEGATIVE_INFINITY : edgeBefore(first, bins).least,
      last === bins.count - 1 ? Number.POSITIVE_INFINITY : edgeBefore(last + 1, bins).most,
    ];
  });
}

/** Adding this to a float32 number rounds it to an integer. */
const UNIT = 2 ** 23;

function binOf(x: number, { low, scale, count }: Bins): number {
  const y = f(f(f(x - low) * scale) + UNIT) - UNIT;
  return y > 0 ? Math.min(y, count - 1) : 0;
}

function* chunks(parts: Iterable<Float32Array>): Generator<Float32Array> {
  for (const part of parts)
    for (let from = 0; from < part.length; from += CHUNK) yield part.subarray(from, from + CHUNK);
}
