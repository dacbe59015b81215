import { isSymmetric } from "../law/index.js";
import { matches } from "./claims.js";
import { keptOf, MOST_COMPARED, overlapDiagnosis, relationsAmong, stretches, traceOf, } from "./relations/index.js";
/** `level` is the probability with which each comparison may find something among independent tensors. */
export function together(tensors, level, tied) {
    const traces = [];
    const rowOf = [];
    const repeats = stretches();
    const overlaps = [];
    const areTied = (one, other) => tied.some(({ names }) => [one, other].every((name) => names.some((pattern) => matches(pattern, name))));
    return {
        add(row, { dtype, entries }, { name, shape }, expected) {
            // Of a tensor that follows nothing no chance can be reckoned.
            if (expected === undefined || ["exact", "sparse", "any"].includes(expected.joint))
                return;
            if (isConstant(entries))
                return;
            const { mean } = expected.law;
            const symmetric = expected.joint === "independent" && isSymmetric(expected.law);
            const size = shape.reduce((product, d) => product * d, 1);
            if (traces.length < MOST_COMPARED) {
                traces.push(traceOf(name, entries, { dtype, size, mean, symmetric }, keptOf(tensors)));
                rowOf.push(row);
            }
            const found = symmetric ? repeats.add(name, entries, mean) : undefined;
            if (found !== undefined && !areTied(found.name, name)) {
                overlaps.push({ row, diagnosis: overlapDiagnosis(found, name) });
            }
        },
        findings() {
            const related = relationsAmong(traces, level, areTied).map(({ later, ...rest }) => ({
                row: rowOf[later],
                ...rest,
            }));
            const chance = repeats.pValue();
            const repeated = chance <= level ? overlaps.map((one) => ({ ...one, pValue: chance })) : [];
            const named = new Set(related.map(({ row }) => row));
            return [...related, ...repeated.filter(({ row }) => !named.has(row))];
        },
    };
}
const isConstant = (entries) => entries.every((x) => x === entries[0]);
