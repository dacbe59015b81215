/** Samples made by hand or by the right corpus, for tests that look at one check alone. */

import type { Check, Observation, Prospect } from "../../harness/check/check.js";
import { checks } from "../../harness/check/index.js";
import { type Drawn, type Entries, sampleOf } from "../../harness/check/sample.js";
import type { Expectation } from "../../harness/contract/expectation.js";
import { expectationOf, type WeightSpec } from "../../harness/contract/initializer.js";
import { initializerNamed } from "../../harness/contract/initializerNamed.js";
import { randomCount } from "../../harness/gate/plan.js";
import { surroundings } from "../../harness/program/surroundings.js";
import { type Dtype, roundTo } from "../../harness/weights/dtype.js";
import { boxMuller, from53Bits, orthonormalMatrix, xoshiro128 } from "../right/index.js";

export const checkNamed = (name: string): Check => checks.find((one) => one.name === name)!;

export const expecting = (contract: string, spec: WeightSpec): Expectation =>
  expectationOf(initializerNamed(surroundings.contracts, contract), spec);

/** Entries as a tensor of the dtype holds them. */
export const stored = (dtype: Dtype, entries: ArrayLike<number>): Entries =>
  dtype === "float64" ? Float64Array.from(entries) : Float32Array.from(entries, (x) => roundTo(dtype, x));

export type Given = Omit<Drawn, "dtype"> & { readonly dtype?: Dtype };

export const observe = (check: string, { dtype = "float64", ...drawn }: Given): Observation =>
  checkNamed(check).run(sampleOf({ dtype, ...drawn }));

export function prospect(expected: Expectation, dtype: Dtype, tensors: number, reseeded = true): Prospect {
  return { expected, dtype, n: tensors * randomCount(expected), tensors, reseeded };
}

/** Haar matrices by Gram and Schmidt in float64, rounded. */
export function haarTensors(rows: number, columns: number, count: number, dtype: Dtype, seed: number): Entries[] {
  const normal = boxMuller(from53Bits(xoshiro128(seed)));
  return Array.from({ length: count }, () => stored(dtype, orthonormalMatrix(rows, columns, normal)));
}
