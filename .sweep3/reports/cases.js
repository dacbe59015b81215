/** Every kind of record as one list: what was judged, the verdict, and why. For reporters that know no more than that. */
import { ofKind, } from "../harness/record/index.js";
import * as say from "./wording.js";
const CASES = {
    check: ({ results }) => results.map(ofResult),
    audit: ({ rows }) => rows.map(ofTensor),
    propagate: ({ curves }) => curves.map(ofCurve),
    recommend: () => [],
    bench: ({ comparisons = [] }) => comparisons.map(ofComparison),
    baseline: ({ rows }) => rows.map(ofBaselineRow),
    run: ({ parts }) => parts.flatMap(ofPart),
};
const ofPart = (part) => "outcome" in part
    ? casesOf(part.outcome)
    : [
        {
            group: "run",
            name: part.name,
            verdict: "undetermined",
            mistake: "",
            reason: part.problem,
            details: [],
            replay: "",
        },
    ];
export function casesOf(outcome) {
    return ofKind(CASES, outcome);
}
function ofResult(result) {
    const { key, verdict, diagnosis, findings, replay } = result;
    const failed = say.strongest(findings, "fail");
    const names = failed.map(({ check }) => check).join(", ");
    return {
        group: `${key.subject}.${key.initializer}`,
        name: `${say.nameText(key)} ${key.shape} ${key.layout} ${key.dtype} seed ${key.seed}`,
        verdict,
        mistake: diagnosis?.mistake ?? (verdict === "fail" ? "fail" : ""),
        reason: verdict === "undetermined" ? say.reasonText(result) : diagnosis === null ? names : say.diagnosisText(diagnosis),
        details: failed.map((finding) => `${finding.check}: ${say.findingText(finding)}; ${say.sightText(finding)}`),
        replay,
    };
}
const diagnosed = ({ verdict, diagnosis, note }) => ({
    verdict,
    mistake: diagnosis?.mistake ?? (verdict === "fail" ? "fail" : ""),
    reason: diagnosis === null ? note : say.diagnosisText(diagnosis),
    details: diagnosis === null || note === "" ? [] : [note],
    replay: "",
});
const ofTensor = (row) => ({
    ...diagnosed(row),
    group: row.file,
    name: `${row.tensor} ${row.shape} ${row.layout} ${row.dtype}`,
});
const ofBaselineRow = (row) => ({
    ...diagnosed(row),
    group: `${row.subject}.${row.initializer}`,
    name: `${row.initializer} ${row.shape} ${row.layout} ${row.dtype} seed ${row.seed}`,
});
function ofCurve({ key, inside, reason, warnings }) {
    return {
        group: `${key.subject}.${key.initializer}`,
        name: `${key.initializer} ${key.activation} width ${key.width} depth ${key.depth} nets ${key.nets} seed ${key.seed}`,
        verdict: inside,
        mistake: inside === "fail" ? "fail" : "",
        reason,
        details: warnings,
        replay: "",
    };
}
function ofComparison({ initializer, elements, threads, ratio, pValue, verdict }) {
    return {
        group: "bench.reference",
        name: `${initializer} ${elements} elements, ${say.countText(threads, "thread")}`,
        verdict,
        mistake: verdict === "fail" ? "fail" : "",
        reason: `${ratio.toFixed(3)} of the old time, p = ${pValue.toPrecision(2)}`,
        details: [],
        replay: "",
    };
}
