import { copyOf } from "./copy.js";
import { correlationOf } from "./correlation.js";
import { MOST_COMPARED } from "./trace.js";
export { stretches } from "./overlap.js";
export { keptOf, MOST_COMPARED, traceOf } from "./trace.js";
/** p-values that `relationsAmong` and the stretches of so many tensors may ask for. */
export function relationTests(tensors) {
    const compared = Math.min(tensors, MOST_COMPARED);
    return compared * (compared - 1) + 1;
}
/** Of every tensor its first relation to an earlier one that is no chance at this level. */
export function relationsAmong(traces, level, areTied) {
    return traces.flatMap((other, later) => {
        for (const one of traces.slice(0, later)) {
            const relation = areTied(one.name, other.name) ? undefined : relationOf(one, other);
            if (relation !== undefined && relation.pValue <= level)
                return [{ later, ...relation }];
        }
        return [];
    });
}
function relationOf(one, other) {
    const copy = copyOf(one, other);
    if (copy !== undefined) {
        const whole = one.size === other.size && copy.entries === one.size;
        const what = whole ? "every entry is" : `the first ${copy.entries} entries are`;
        const factor = copy.factor === 1 ? "" : `${Number(copy.factor.toPrecision(4))} times `;
        const places = whole ? "that" : "those";
        const evidence = `${what} ${factor}${places} of ${one.name}`;
        return {
            pValue: copy.pValue,
            diagnosis: reused(copy.factor === 1 ? `${evidence}; ${howToTie(one, other)}` : evidence),
        };
    }
    const together = correlationOf(one, other);
    if (together === undefined)
        return undefined;
    const { pValue, correlation, entries } = together;
    const evidence = `a correlation of ${correlation.toPrecision(3)} with ${one.name} over ${entries} entries`;
    return { pValue, diagnosis: reused(evidence, ["correlated-entries"]) };
}
const howToTie = (one, other) => `if they are meant to be one, the contract says so: [[tied]] names = ${JSON.stringify([one.name, other.name])}`;
export function overlapDiagnosis({ name, at, here }, own) {
    return name === own
        ? {
            mistake: "repeated-block",
            evidence: `entries from ${here} on repeat those from ${at} on, up to a factor`,
            alsoFits: [],
        }
        : reused(`entries from ${here} on repeat those of ${name} from ${at} on, up to a factor`);
}
const reused = (evidence, alsoFits = []) => ({
    mistake: "seed-reused",
    evidence,
    alsoFits,
});
