/** Right tensors of whatever a contract says, from the law's few facts (ends, mean, variance) by the corpus' own routes. */

import type { Entries } from "../../harness/check/sample.js";
import { blocksOf } from "../../harness/contract/blocks.js";
import type { Expectation } from "../../harness/contract/expectation.js";
import type { Law } from "../../harness/contract/law/index.js";
import { type Dtype, roundTo } from "../../harness/weights/dtype.js";
import type { Sources } from "./contracts.js";
import { orthonormalMatrix } from "./orthonormal.js";

/** `count` tensors of the dtype, each rounded once from float64. */
export function tensorsOf(expected: Expectation, count: number, dtype: Dtype, from: Sources): readonly Entries[] {
  const { size } = expected.shape;
  const wide = dtype === "float64";
  const all = wide ? new Float64Array(count * size) : new Float32Array(count * size);
  for (let t = 0; t < count; t++) {
    const tensor = all.subarray(t * size, (t + 1) * size);
    fillOne(expected, tensor, from);
    if (!wide) for (let k = 0; k < size; k++) tensor[k] = roundTo(dtype, tensor[k]!);
  }
  return Array.from({ length: count }, (_, t) => all.subarray(t * size, (t + 1) * size));
}

function fillOne(expected: Expectation, out: Entries, from: Sources): void {
  const { joint, law, fixed, orthogonal, zerosPerColumn, shape } = expected;
  const draw = joint === "orthogonal" || joint === "exact" ? () => 0 : entryOf(law, from);
  for (let k = 0; k < out.length; k++) out[k] = fixed?.(k) ?? draw();
  for (const { rows, columns, at } of orthogonal?.matrices ?? []) {
    const q = orthonormalMatrix(rows, columns, from.normal);
    for (let r = 0; r < rows; r++)
      for (let c = 0; c < columns; c++) out[at(r, c)] = orthogonal!.gain * q[r * columns + c]!;
  }
  if (zerosPerColumn !== undefined) {
    for (const block of blocksOf(shape)) {
      for (let column = 0; column < block.columns; column++) {
        for (const row of someOf(block.rows, zerosPerColumn, from)) out[block.at(row, column)] = 0;
      }
    }
  }
}

/** The first of the rows in a random order. */
function someOf(rows: number, count: number, { uniform }: Sources): readonly number[] {
  const order = Array.from({ length: rows }, (_, row) => row);
  for (let k = 0; k < count; k++) {
    const other = k + Math.floor(uniform() * (rows - k));
    [order[k], order[other]] = [order[other]!, order[k]!];
  }
  return order.slice(0, count);
}

function entryOf(law: Law, { uniform, normal }: Sources): () => number {
  const [low, high] = law.support;
  if (law.family === "normal") return () => law.mean + Math.sqrt(law.variance) * normal();
  if (law.family === "uniform") return () => low + (high - low) * uniform();
  // Cut at two standard deviations of its parent, as everywhere in the catalogue.
  const [middle, sd] = [(low + high) / 2, (high - low) / 4];
  return () => {
    for (;;) {
      const z = normal();
      if (Math.abs(z) <= 2) return middle + sd * z;
    }
  };
}
