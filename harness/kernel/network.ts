/** A float32 matrix times float64 vectors by SIMD kernels, some rows at a time: the matrix is never copied as a whole. */
import { type KernelExports, kernelModule, reserve } from "./module.js";

interface NetworkExports extends KernelExports {
  addRows(weights: number, x: number, rows: number, z: number, columns: number): void;
  dotRows(weights: number, delta: number, rows: number, back: number, columns: number): void;
}

/** Entries of the matrix that are at hand at once: a part of the second-level cache. */
const PART = 2 ** 15;

/** x W, row-major W; undefined where no kernel can: the caller's own loop has the same bits. */
export function forwardByKernel(weights: Float32Array, x: Float64Array, outputs: number): Float64Array | undefined {
  const room = outputs % 4 === 0 ? openRoom(x.length, outputs) : undefined;
  if (room === undefined) return undefined;
  const { module, wide, narrow, part } = room;
  wide.values.fill(0);
  narrow.values.set(x);
  inParts(weights, x.length, outputs, part.values, (row, rows) =>
    module.addRows(part.at, narrow.at + 8 * row, rows, wide.at, outputs),
  );
  return wide.values.slice();
}

/** W delta, row-major W; undefined where no kernel can. */
export function backwardByKernel(weights: Float32Array, delta: Float64Array, inputs: number): Float64Array | undefined {
  const room = delta.length % 8 === 0 ? openRoom(inputs, delta.length) : undefined;
  if (room === undefined) return undefined;
  const { module, wide, narrow, part } = room;
  wide.values.set(delta);
  inParts(weights, inputs, delta.length, part.values, (row, rows) =>
    module.dotRows(part.at, wide.at, rows, narrow.at + 8 * row, delta.length),
  );
  return narrow.values.slice();
}

interface Room {
  readonly module: NetworkExports;
  /** One number a column, one a row, and some rows of the matrix; each with its place in the module's memory. */
  readonly wide: { readonly at: number; readonly values: Float64Array };
  readonly narrow: { readonly at: number; readonly values: Float64Array };
  readonly part: { readonly at: number; readonly values: Float32Array };
}

function openRoom(rows: number, columns: number): Room | undefined {
  const module = kernelModule<NetworkExports>("network");
  if (module === undefined || rows === 0 || columns === 0) return undefined;
  const entries = Math.max(PART, columns);
  const at = reserve(module, 8 * (columns + rows) + 4 * entries);
  const { buffer } = module.memory;
  const [narrow, part] = [at + 8 * columns, at + 8 * (columns + rows)];
  return {
    module,
    wide: { at, values: new Float64Array(buffer, at, columns) },
    narrow: { at: narrow, values: new Float64Array(buffer, narrow, rows) },
    part: { at: part, values: new Float32Array(buffer, part, entries) },
  };
}

function inParts(
  weights: Float32Array,
  rows: number,
  columns: number,
  part: Float32Array,
  work: (row: number, rows: number) => void,
): void {
  const most = Math.max(1, Math.floor(part.length / columns));
  for (let row = 0; row < rows; row += most) {
    const taken = Math.min(most, rows - row);
    part.set(weights.subarray(row * columns, (row + taken) * columns));
    work(row, taken);
  }
}
