/** A case's tensors for a baseline: the stages, a pilot that decides the cells, and fresh ones to compare with. */
import { createHash } from "node:crypto";
import { identify, meaningsOf } from "../audit/identify.js";
import { growthOf } from "../budget.js";
import { encodeValues } from "../format/codec.js";
import { expectationOf } from "../initializer.js";
import { requestOf, seedsOf, tensorsFor } from "../plan.js";
import { concatenated, GROUPS, groupSketchOf, sketchOf } from "./sketch.js";
/** Entries of the pilot. */
const PILOT = 8192;
/** Entries of a set that are kept to be named and diagnosed. */
const KEPT = 2 ** 20;
export const SETS = { stages: [0, 1, 2], pilot: 3, fresh: [4, 5, 6] };
/** Tensors a group of every set: at least one. */
function groupSizes(one, expected) {
    const each = (samples) => Math.ceil(tensorsFor(expected, samples) / GROUPS);
    const stages = SETS.stages.map((stage) => each(growthOf(stage) * one.samples));
    return [...stages, each(PILOT), ...stages];
}
async function drawGroup(one, expected, subject, set, group) {
    const sizes = groupSizes(one, expected);
    const before = sizes.slice(0, set).reduce((sum, size) => sum + GROUPS * size, group * sizes[set]);
    const answers = await subject.draw(seedsOf(one, before, sizes[set]).map((seed) => requestOf(one, seed)));
    const tensors = [];
    for (const answer of answers) {
        if (answer.kind !== "tensor")
            return { reason: answer.reason };
        tensors.push(answer.tensor.data);
    }
    return { tensors };
}
/** The pilot: as many of its groups as have its entries. */
export async function drawPilot(one, expected, subject) {
    const tensors = [];
    for (let [group, n] = [0, 0]; group < GROUPS && n < PILOT; group++) {
        const drawn = await drawGroup(one, expected, subject, SETS.pilot, group);
        if ("reason" in drawn)
            return drawn;
        tensors.push(...drawn.tensors);
        n = tensors.length * (tensors[0]?.length ?? 0) || PILOT;
    }
    return { tensors };
}
export async function lookAt(one, expected, subject, set, edges) {
    const hash = createHash("sha256");
    const groups = [];
    const kept = [];
    let allFinite = true;
    for (let group = 0; group < GROUPS; group++) {
        const drawn = await drawGroup(one, expected, subject, set, group);
        if ("reason" in drawn)
            return drawn;
        for (const tensor of drawn.tensors) {
            hash.update(encodeValues(one.dtype, tensor));
            allFinite &&= tensor.every(Number.isFinite);
            if (kept.length < 2 || (kept.length + 1) * tensor.length <= KEPT)
                kept.push(tensor);
        }
        groups.push(groupSketchOf(drawn.tensors, one.shape, edges));
    }
    return { sketch: sketchOf(groups), digest: `sha256:${hash.digest("hex")}`, isFinite: allFinite, tensors: kept };
}
/** Entries that name a law. */
const ENOUGH = 10_000;
/** The contract that fits best, "none" where no law of the catalogue is near. */
export function lawNameOf(one, contracts, tensors) {
    const { shape, layout, groups, dtype } = one;
    const size = tensors[0]?.length ?? 0;
    // Small tensors are pooled; a structure shows in the first of them.
    const entries = concatenated(tensors.slice(0, Math.max(1, Math.ceil(ENOUGH / Math.max(1, size)))));
    if (entries.some((x) => !Number.isFinite(x)))
        return "none";
    const meanings = meaningsOf(contracts, (each) => expectationOf(each, { shape, layout, groups }));
    return identify(meanings, { dtype, entries }).find(({ best }) => best.isFit === undefined)?.best.name ?? "none";
}
