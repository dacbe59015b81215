/** A case's tensors for a baseline: the stages, a pilot that decides the cells, and fresh ones to compare with. */
import { createHash } from "node:crypto";
import { identify, meaningsOf } from "../audit/identify.js";
import { growthOf } from "../budget.js";
import type { Expectation } from "../expectation.js";
import { encodeValues } from "../format/codec.js";
import type { Dtype } from "../format/dtype.js";
import { expectationOf, type Initializer } from "../initializer.js";
import { type Case, requestOf, seedsOf, tensorsFor } from "../plan.js";
import type { Entries } from "../sample.js";
import type { Subject } from "../subject/subject.js";
import { concatenated } from "./sketch.js";

/** Entries of the pilot. */
const PILOT = 8192;

export type Drawn = { readonly tensors: readonly Entries[] } | { readonly reason: string };

/** Every set of tensors has seeds of its own: no two are equal, whatever they are for. */
export interface Sets {
  /** What a gate's stages draw: 0, 1, 2. */
  readonly stages: readonly number[];
  readonly pilot: number;
  /** The stages again, on fresh seeds. */
  readonly fresh: readonly number[];
}

export const SETS: Sets = { stages: [0, 1, 2], pilot: 3, fresh: [4, 5, 6] };

export async function drawSet(one: Case, expected: Expectation, subject: Subject, set: number): Promise<Drawn> {
  const stages = SETS.stages.map((stage) => tensorsFor(expected, growthOf(stage) * one.samples));
  const sizes = [...stages, tensorsFor(expected, PILOT), ...stages];
  const before = sizes.slice(0, set).reduce((sum, size) => sum + size, 0);
  const answers = await subject.draw(seedsOf(one, before, sizes[set]!).map((seed) => requestOf(one, seed)));
  const tensors: Entries[] = [];
  for (const answer of answers) {
    if (answer.kind !== "tensor") return { reason: answer.reason };
    tensors.push(answer.tensor.data);
  }
  return { tensors };
}

export function digestOf(tensors: readonly Entries[], dtype: Dtype): string {
  const hash = createHash("sha256");
  for (const tensor of tensors) hash.update(encodeValues(dtype, tensor));
  return `sha256:${hash.digest("hex")}`;
}

/** Entries that name a law. */
const ENOUGH = 10_000;

/** The contract that fits best, "none" where no law of the catalogue is near. */
export function lawNameOf(one: Case, contracts: readonly Initializer[], tensors: readonly Entries[]): string {
  const { shape, layout, groups, dtype } = one;
  const size = tensors[0]?.length ?? 0;
  // Small tensors are pooled; a structure shows in the first of them.
  const entries = concatenated(tensors.slice(0, Math.max(1, Math.ceil(ENOUGH / Math.max(1, size)))));
  if (entries.some((x) => !Number.isFinite(x))) return "none";
  const meanings = meaningsOf(contracts, (each) => expectationOf(each, { shape, layout, groups }));
  return identify(meanings, { dtype, entries }).find(({ best }) => best.isFit === undefined)?.best.name ?? "none";
}
