/** Haar matrices by the SIMD kernel: the same bits as harness/rule/haar.ts. */
import { type KernelExports, kernelModule, reserve } from "./module.js";

interface HaarExports extends KernelExports {
  haar(a: number, rows: number, columns: number, q: number, notes: number): void;
}

/** Larger matrices would keep more memory than a thread should hold on to. */
const LARGEST = 2 ** 22;

/** Undefined where no kernel can. */
export function haarByKernel(a: Float64Array, rows: number, columns: number): Float64Array | undefined {
  const entries = rows * columns;
  const module = entries > 0 && entries <= LARGEST ? kernelModule<HaarExports>("haar") : undefined;
  if (module === undefined) return undefined;
  const at = reserve(module, 16 * (entries + columns));
  const [q, notes] = [at + 8 * entries, at + 16 * entries];
  const { buffer } = module.memory;
  new Float64Array(buffer, at, entries).set(a);
  module.haar(at, rows, columns, q, notes);
  return new Float64Array(buffer, q, entries).slice();
}
