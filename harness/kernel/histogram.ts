/** The kernels of harness/check/statistic/bins.ts, with memory for one set of bins and a chunk of entries. */
import { type KernelExports, kernelModule, reserve } from "./module.js";

type HistogramMemory = readonly [low: number, scale: number, last: number];

interface HistogramExports extends KernelExports {
  countBins(at: number, count: number, ...rest: [...HistogramMemory, bins: number]): number;
  /** Turns counts into the number of entries before each bin. */
  rankBins(bins: number, count: number): void;
  gatherBins(
    at: number,
    count: number,
    ...rest: [...HistogramMemory, marks: number, ranges: number, list: number, out: number]
  ): number;
}

export interface HistogramKernel extends HistogramExports {
  /** Addresses, and the data there. */
  readonly binsAt: number;
  readonly bins: Uint32Array;
  readonly marksAt: number;
  readonly marks: Uint8Array;
  readonly rangesAt: number;
  readonly ranges: Float32Array;
  readonly entriesAt: number;
  readonly entries: Float32Array;
  /** Scratch memory of the kernel. */
  readonly listAt: number;
  readonly outAt: number;
  readonly out: Float32Array;
}

/** Room for `bins` counts and marks, `ranges`, and `chunk` entries twice; undefined if the kernels cannot run. */
export function histogramKernel(bins: number, ranges: number, chunk: number): HistogramKernel | undefined {
  const module = kernelModule<HistogramExports>("histogram");
  if (module === undefined) return undefined;
  const entriesAt = reserve(module, 9 * chunk + 32 + 4 * ranges + 5 * bins);
  if (entriesAt === undefined) return undefined;
  const outAt = entriesAt + 4 * chunk;
  const listAt = outAt + 4 * chunk + 16;
  const rangesAt = listAt + chunk + 16;
  const binsAt = rangesAt + 4 * ranges;
  const marksAt = binsAt + 4 * bins;
  const { buffer } = module.memory;
  return {
    ...module,
    binsAt,
    bins: new Uint32Array(buffer, binsAt, bins),
    marksAt,
    marks: new Uint8Array(buffer, marksAt, bins),
    rangesAt,
    ranges: new Float32Array(buffer, rangesAt, ranges),
    entriesAt,
    entries: new Float32Array(buffer, entriesAt, chunk),
    listAt,
    outAt,
    out: new Float32Array(buffer, outAt, chunk),
  };
}
