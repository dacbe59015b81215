/** Even bins of float32 entries: how many lie in each, and the entries of some. */
import { histogramKernel } from "../kernel/histogram.js";

const f = Math.fround;

/** Entry x lies in bin trunc((x - low) scale), computed in float32 and held to 0 .. count - 1. */
export interface Bins {
  readonly count: number;
  /** float32 numbers. */
  readonly low: number;
  readonly scale: number;
}

/** Where two bins meet. */
export interface Edge {
  /** No entry of a bin before the edge is above this. */
  readonly most: number;
  /** No entry of a bin behind the edge is below this. */
  readonly least: number;
}

/** Entries that a kernel takes at once: they and a part of the bins stay in the cache. */
const CHUNK = 8192;

/** `count` bins from low to high. */
export function evenBins(count: number, low: number, high: number): Bins {
  return { count, low: f(low), scale: f(count / (high - low)) };
}

/**
 * Both roundings are monotone, so bins are runs of entries in order. An entry behind the edge before bin k >= 1 has y = (x - low) scale
 * (1 + d)(1 + e) >= k with |d|, |e| <= 2^-24: the product does not underflow, nor does a difference of floats. So
 * x - low >= (k / scale)(1 - 2^-23), and likewise one before it has x - low < (k / scale)(1 + 2^-23 + 2^-45). Twice that
 * covers the rounding of this computation in double precision as well.
 */
export function edgeBefore(bin: number, { low, scale }: Bins): Edge {
  const distance = bin / scale;
  const slack = distance * 2 ** -22;
  return { most: low + distance + slack, least: low + distance - slack };
}

/** Entries in each bin, or undefined if any entry is not finite. */
export function countBins(parts: Iterable<Float32Array>, bins: Bins): Uint32Array | undefined {
  const kernel = histogramKernel(bins.count, CHUNK);
  if (kernel === undefined) return countByReference(parts, bins);
  kernel.bins.fill(0);
  const { low, scale, count } = bins;
  for (const chunk of chunks(parts)) {
    kernel.entries.set(chunk);
    if (!kernel.countBins(kernel.entriesAt, chunk.length, low, scale, count - 1, kernel.binsAt)) return undefined;
  }
  return kernel.bins.slice();
}

export function countByReference(parts: Iterable<Float32Array>, bins: Bins): Uint32Array | undefined {
  const counts = new Uint32Array(bins.count);
  for (const part of parts) {
    for (let i = 0; i < part.length; i++) {
      if (!Number.isFinite(part[i]!)) return undefined;
      counts[binOf(part[i]!, bins)]!++;
    }
  }
  return counts;
}

/** The entries of the bins that `marks` has a 1 for, in the order of the parts. */
export function gatherBins(parts: Iterable<Float32Array>, bins: Bins, marks: Uint8Array, total: number): Float32Array {
  const out = new Float32Array(total);
  const kernel = histogramKernel(bins.count, CHUNK);
  if (kernel === undefined) return gatherByReference(parts, bins, marks, out);
  kernel.marks.set(marks);
  const { low, scale, count } = bins;
  let at = 0;
  for (const chunk of chunks(parts)) {
    kernel.entries.set(chunk);
    const { entriesAt, marksAt, outAt } = kernel;
    const found = kernel.gatherBins(entriesAt, chunk.length, low, scale, count - 1, marksAt, outAt);
    out.set(kernel.out.subarray(0, found), at);
    at += found;
  }
  return out;
}

export function gatherByReference(
  parts: Iterable<Float32Array>,
  bins: Bins,
  marks: Uint8Array,
  out: Float32Array,
): Float32Array {
  let at = 0;
  for (const part of parts) {
    for (let i = 0; i < part.length; i++) if (marks[binOf(part[i]!, bins)] === 1) out[at++] = part[i]!;
  }
  return out;
}

function binOf(x: number, { low, scale, count }: Bins): number {
  const y = f(f(x - low) * scale);
  return y > 0 ? Math.trunc(Math.min(y, count - 1)) : 0;
}

function* chunks(parts: Iterable<Float32Array>): Generator<Float32Array> {
  for (const part of parts)
    for (let from = 0; from < part.length; from += CHUNK) yield part.subarray(from, from + CHUNK);
}
