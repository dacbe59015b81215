/** The kernels of harness/check/statistic/: each adds in the order of its reference there, so that the bits are the same. */
import { type KernelExports, kernelModule, reserve } from "./module.js";

interface StatisticsExports extends KernelExports {
  /** The address of the results, as doubles. */
  results(): number;
  /** Writes to the results four power sums about `mean`, the minimum and the maximum of `count` floats. */
  moments(at: number, count: number, mean: number): void;
  products(a: number, b: number, count: number, mean: number): number;
  /** Sorts floats, with as many words of scratch at `spare`, where the result lies. */
  sort(at: number, count: number, spare: number): void;
  /** Inner products of `size` rows of `length` doubles, an even number, up to the diagonal. */
  gram(rows: number, size: number, length: number, out: number): void;
  /** Writes to the results ten power sums of (x - centre) scale, then ten weighted with the places 0, 1, ... */
  ordered(at: number, count: number, centre: number, scale: number): void;
  /**
   * For `count` ascending floats after the one at `at`, which `run` equal ones precede: writes to the results the number of equal
   * pairs, and the new run.
   */
  equalPairs(at: number, count: number, run: number): void;
  /** Writes the sum and the sum of squares of each row to `rowSums`; adds those of columns to the two lists at `columnSums`. */
  lines(at: number, rows: number, columns: number, mean: number, rowSums: number, columnSums: number): void;
}

/** The kernels with memory for their entries. */
export interface StatisticsKernel extends StatisticsExports {
  /** The address of that memory, and views of it. */
  readonly at: number;
  readonly floats: Float32Array;
  readonly doubles: Float64Array;
  readonly words: Uint32Array;
  readonly resultsView: Float64Array;
}

const RESULTS = 64;

let open: StatisticsKernel | undefined;

/** The kernels with at least `bytes` of memory, or undefined if they cannot run. */
export function statisticsKernel(bytes: number): StatisticsKernel | undefined {
  if (open !== undefined && open.floats.byteLength >= bytes) return open;
  const module = kernelModule<StatisticsExports>("statistics");
  if (module === undefined) return undefined;
  const at = reserve(module, bytes);
  if (at === undefined) return undefined;
  const { buffer } = module.memory;
  const length = Math.floor((buffer.byteLength - at) / 8);
  open = {
    ...module,
    at,
    floats: new Float32Array(buffer, at, 2 * length),
    doubles: new Float64Array(buffer, at, length),
    words: new Uint32Array(buffer, at, 2 * length),
    resultsView: new Float64Array(buffer, module.results(), RESULTS),
  };
  return open;
}
