/** Products of random reflectors by the SIMD kernel: the same bits as harness/contract/rule/haar.ts. */
import { type KernelExports, kernelModule, reserve } from "./module.js";

interface HaarExports extends KernelExports {
  haar(
    reflectors: number,
    rows: number,
    columns: number,
    gains: number,
    single: boolean,
    room: number,
    out: number,
  ): void;
  /** The bytes of work space that `haar` needs. */
  roomOf(rows: number, columns: number): number;
}

/** Larger matrices would keep more memory than a thread should hold. */
const LARGEST = 2 ** 22;

/**
 * Column j of the result is multiplied by `gains[j]`; the result is valid until the next call. Undefined if no kernel can run.
 */
export function haarByKernel(
  reflectors: Float32Array,
  rows: number,
  gains: Float64Array,
  single: boolean,
): Float32Array | undefined {
  const columns = gains.length;
  const entries = rows * columns;
  const module = entries > 0 && entries <= LARGEST ? kernelModule<HaarExports>("haar") : undefined;
  if (module === undefined) return undefined;
  const work = module.roomOf(rows, columns);
  const room = reserve(module, work + 8 * (entries + columns));
  if (room === undefined) return undefined;
  const at = {
    gains: room + work,
    reflectors: room + work + 8 * columns,
    out: room + work + 8 * columns + 4 * entries,
  };
  const { buffer } = module.memory;
  new Float64Array(buffer, at.gains, columns).set(gains);
  new Float32Array(buffer, at.reflectors, entries).set(reflectors);
  module.haar(at.reflectors, rows, columns, at.gains, single, room, at.out);
  return new Float32Array(buffer, at.out, entries);
}
