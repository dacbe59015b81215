import { float32LostAtLayer, float32SubnormalAtLayer } from "../theory/index.js";
import { changeOf } from "./change.js";
import { fateOf, reasonOf } from "./fate.js";
import { slopesOf } from "./slopes.js";
const UNKNOWN = { chi1: null, chiParallel: null, isSlow: false };
/**
 * Says how signals fare in a typical network of this width: by what is predicted where the networks follow it, which has no
 * noise; else by what was measured.
 */
export function verdictOf(input) {
    const { widths, outlook, prediction, isConstant, comparison, nets, correlation } = input;
    const measured = { forward: comparison.forward.map(logOf), backward: comparison.backward.map(logOf) };
    const follows = comparison.verdict !== "fail";
    const judged = (follows ? meansOf(prediction) : null) ?? measured;
    const criticality = (follows ? outlook?.criticality : undefined) ?? UNKNOWN;
    const change = changeOf(judged.forward, judged.backward, widths);
    const about = {
        ...{ slopes: slopesOf(measured.forward, measured.backward), change, criticality },
        float32LostAtLayer: horizonOf(measured, float32LostAtLayer),
        float32SubnormalAtLayer: horizonOf(measured, float32SubnormalAtLayer),
    };
    const top = comparison.forward.at(-1);
    if (top.alive === 0 || (!isConstant && top.alive * 2 < nets)) {
        const lost = top.alive === 0 ? "nothing is left" : `nothing is left in ${nets - top.alive} of ${nets} networks`;
        const reason = `${lost} ${whereDead(comparison)}`;
        return { ...about, fate: "dead", decidedBy: "alive", value: top.alive, efoldLayers: null, reason };
    }
    const found = fateOf({ change, depth: widths.length - 1, criticality, correlation });
    const decision = isConstant ? { ...found, fate: "rank one" } : found;
    const wide = follows ? (outlook?.change ?? null) : null;
    const reason = reasonOf({ decision, change, criticality, wide });
    return {
        ...about,
        ...decision,
        efoldLayers: efoldOf(decision.fate, slopesOf(judged.forward, judged.backward)),
        reason,
    };
}
const logOf = ({ alive, mean }) => (alive === 0 ? Number.NEGATIVE_INFINITY : mean);
/** The predicted curves, if there are both. */
function meansOf({ forward, backward, }) {
    const isKnown = (law) => law !== null && Number.isFinite(law.mean);
    if (!(forward.every(isKnown) && backward.every(isKnown)))
        return null;
    return { forward: forward.map(({ mean }) => mean), backward: backward.map(({ mean }) => mean) };
}
/** No number of layers is the one of a power of depth, or of what keeps its size. */
function efoldOf(fate, { forward, backward }) {
    if (fate === "stable" || fate === "undetermined" || fate.endsWith("slowly"))
        return null;
    const steepest = Math.max(Math.abs(forward ?? 0), Math.abs(backward ?? 0));
    return steepest > 0 ? 1 / steepest : null;
}
function horizonOf({ forward, backward }, first) {
    const up = first(forward.filter(Number.isFinite));
    if (up !== null)
        return up;
    const down = first(backward.filter(Number.isFinite).toReversed());
    return down === null ? null : backward.length + 1 - down;
}
function whereDead({ forward }) {
    const first = forward.findIndex(({ alive }) => alive === 0);
    return first < 0 ? `at layer ${forward.length}` : `from layer ${first + 1} on`;
}
