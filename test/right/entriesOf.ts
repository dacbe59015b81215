/** Entries of a tensor that follows a contract, drawn by routes of their own from what the contract says. */

import type { Entries } from "../../harness/check/sample.js";
import { blocksOf } from "../../harness/contract/blocks.js";
import type { Expectation } from "../../harness/contract/expectation.js";
import { type Dtype, roundTo } from "../../harness/weights/dtype.js";
import { xoshiro128 } from "./generators.js";
import { polar } from "./normals.js";
import { orthonormalMatrix } from "./orthonormal.js";
import { from53Bits } from "./uniforms.js";

export function entriesOf(expected: Expectation, dtype: Dtype, seed: number): Entries {
  const { shape, joint, law, fixed, orthogonal, zerosPerColumn = 0 } = expected;
  const uniform = from53Bits(xoshiro128(seed));
  const normal = polar(uniform);
  const exact = new Float64Array(shape.size);
  if (joint === "orthogonal") {
    for (const { rows, columns, at } of orthogonal!.matrices) {
      const q = orthonormalMatrix(rows, columns, normal);
      q.forEach((x, k) => {
        exact[at(Math.floor(k / columns), k % columns)] = orthogonal!.gain * x;
      });
    }
  } else if (joint !== "exact") for (let k = 0; k < exact.length; k++) exact[k] = entry();
  if (joint === "sparse") clear();
  if (fixed !== undefined) for (let k = 0; k < exact.length; k++) exact[k] = fixed(k) ?? exact[k]!;
  const round = (x: number): number => roundTo(dtype, x);
  return dtype === "float64" ? exact : Float32Array.from(exact, round);

  function entry(): number {
    const [low, high] = law.support;
    const { scale, shift } = law.draw;
    if (law.family === "uniform") return low + (high - low) * uniform();
    if (law.family !== "normal" && law.family !== "truncated_normal") return law.quantile(uniform());
    for (;;) {
      const x = shift + scale * normal();
      if (x >= low && x <= high) return x;
    }
  }

  /** In every column of the matrix of inputs by outputs the rows that come first in a random order are zero. */
  function clear(): void {
    for (const { rows, columns, at } of blocksOf(shape)) {
      for (let column = 0; column < columns; column++) {
        const order = Array.from({ length: rows }, (_, row) => ({ row, rank: uniform() }));
        order.sort((a, b) => a.rank - b.rank);
        for (const { row } of order.slice(0, zerosPerColumn)) exact[at(row, column)] = 0;
      }
    }
  }
}
