/** The kernels of harness/statistic/bins.ts, with room for one set of bins and a chunk of entries. */
import { type KernelExports, kernelModule, reserve } from "./module.js";

interface HistogramExports extends KernelExports {
  countBins(at: number, count: number, low: number, scale: number, last: number, bins: number): number;
  gatherBins(at: number, count: number, low: number, scale: number, last: number, marks: number, out: number): number;
}

export interface HistogramKernel extends HistogramExports {
  /** Addresses, and what lies there. */
  readonly binsAt: number;
  readonly bins: Uint32Array;
  readonly marksAt: number;
  readonly marks: Uint8Array;
  readonly entriesAt: number;
  readonly entries: Float32Array;
  readonly outAt: number;
  readonly out: Float32Array;
}

/** Room for `bins` counts and marks and `chunk` entries, twice; undefined where the kernels cannot run. */
export function histogramKernel(bins: number, chunk: number): HistogramKernel | undefined {
  const module = kernelModule<HistogramExports>("histogram");
  if (module === undefined) return undefined;
  const binsAt = reserve(module, 8 * bins + 8 * chunk + 16);
  const marksAt = binsAt + 4 * bins;
  const entriesAt = marksAt + 4 * bins;
  const outAt = entriesAt + 4 * chunk;
  const { buffer } = module.memory;
  return {
    ...module,
    binsAt,
    bins: new Uint32Array(buffer, binsAt, bins),
    marksAt,
    marks: new Uint8Array(buffer, marksAt, bins),
    entriesAt,
    entries: new Float32Array(buffer, entriesAt, chunk),
    outAt,
    out: new Float32Array(buffer, outAt, chunk),
  };
}
