/**
 * Draws the tensors of a case for a baseline: the stages, a pilot sample that determines the cells, and fresh stages to
 * compare with.
 */
import { createHash } from "node:crypto";
import { identify, meaningsOf } from "../audit/identify.js";
import type { Entries } from "../check/sample.js";
import type { Expectation } from "../contract/expectation.js";
import { expectationOf, type Initializer } from "../contract/initializer.js";
import { growthOf } from "../gate/budget.js";
import { type Case, requestOf, seedsOf, tensorsFor } from "../gate/plan.js";
import type { Subject } from "../subject/subject.js";
import { encodeValues } from "../weights/codec.js";
import { concatenated, GROUPS, groupSketchOf, type Sketch, sketchOf } from "./sketch.js";

/** Entries of the pilot. */
const PILOT = 8192;
/** The most entries of a set that are kept for identification and diagnosis. */
const KEPT = 2 ** 20;

export type BaselineDraw = { readonly tensors: readonly Entries[] } | { readonly reason: string };

/** Every set of tensors has seeds of its own: no two seeds are equal, in whatever sets. */
export interface Sets {
  /** Three stages with the sizes of a gate's first three: 1, 4 and 16 times the entries. */
  readonly stages: readonly number[];
  readonly pilot: number;
  /** The stages again, on fresh seeds. */
  readonly fresh: readonly number[];
}

export const SETS: Sets = { stages: [0, 1, 2], pilot: 3, fresh: [4, 5, 6] };

/** Tensors in a group of each set: at least one. */
function groupSizes(one: Case, expected: Expectation): readonly number[] {
  const each = (samples: number): number => Math.ceil(tensorsFor(expected, samples) / GROUPS);
  const stages = SETS.stages.map((stage) => each(growthOf(stage) * one.samples));
  return [...stages, each(PILOT), ...stages];
}

async function drawGroup(
  one: Case,
  expected: Expectation,
  subject: Subject,
  set: number,
  group: number,
): Promise<BaselineDraw> {
  const sizes = groupSizes(one, expected);
  const before = sizes.slice(0, set).reduce((sum, size) => sum + GROUPS * size, group * sizes[set]!);
  const answers = await subject.draw(seedsOf(one, before, sizes[set]!).map((seed) => requestOf(one, seed)));
  const tensors: Entries[] = [];
  for (const answer of answers) {
    if (answer.kind !== "tensor") return { reason: answer.reason };
    tensors.push(answer.tensor.data);
  }
  return { tensors };
}

/** The pilot: as many groups as its entries need. */
export async function drawPilot(one: Case, expected: Expectation, subject: Subject): Promise<BaselineDraw> {
  const tensors: Entries[] = [];
  for (let [group, n] = [0, 0]; group < GROUPS && n < PILOT; group++) {
    const drawn = await drawGroup(one, expected, subject, SETS.pilot, group);
    if ("reason" in drawn) return drawn;
    tensors.push(...drawn.tensors);
    n = tensors.length * (tensors[0]?.length ?? 0) || PILOT;
  }
  return { tensors };
}

/** What is kept of a set of tensors; while it is drawn, only one group at a time is in memory. */
export interface DrawnSet {
  readonly sketch: Sketch;
  /** SHA-256 of the values. */
  readonly digest: string;
  readonly isFinite: boolean;
  /** The first tensors. */
  readonly tensors: readonly Entries[];
}

export async function drawSet(
  one: Case,
  expected: Expectation,
  subject: Subject,
  set: number,
  edges: readonly number[],
): Promise<DrawnSet | { readonly reason: string }> {
  const hash = createHash("sha256");
  const groups: ReturnType<typeof groupSketchOf>[] = [];
  const kept: Entries[] = [];
  let allFinite = true;
  for (let group = 0; group < GROUPS; group++) {
    const drawn = await drawGroup(one, expected, subject, set, group);
    if ("reason" in drawn) return drawn;
    for (const tensor of drawn.tensors) {
      hash.update(encodeValues(one.dtype, tensor));
      allFinite &&= tensor.every(Number.isFinite);
      if (kept.length < 2 || (kept.length + 1) * tensor.length <= KEPT) kept.push(tensor);
    }
    groups.push(groupSketchOf(drawn.tensors, one.shape, edges));
  }
  return { sketch: sketchOf(groups), digest: `sha256:${hash.digest("hex")}`, isFinite: allFinite, tensors: kept };
}

/** Enough entries to identify a law. */
const ENOUGH = 10_000;

/** The contract that fits best, or "none" if no law of the catalogue fits. */
export function lawNameOf(one: Case, contracts: readonly Initializer[], tensors: readonly Entries[]): string {
  const { shape, layout, groups, dtype } = one;
  const size = tensors[0]?.length ?? 0;
  // Small tensors are pooled; a structure is visible in the first of them.
  const entries = concatenated(tensors.slice(0, Math.max(1, Math.ceil(ENOUGH / Math.max(1, size)))));
  if (entries.some((x) => !Number.isFinite(x))) return "none";
  const meanings = meaningsOf(contracts, (each) => expectationOf(each, { shape, layout, groups }));
  return identify(meanings, { dtype, entries }).find(({ best }) => best.isFit === undefined)?.best.name ?? "none";
}
