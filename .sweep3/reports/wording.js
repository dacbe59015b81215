/** What the subject calls it, and the contract where that has another name. */
export function nameText({ initializer, contract }) {
    // A framework's own name under its own contract says it all: "torch:kaiming_normal_".
    if (initializer === contract || contract.endsWith(`:${initializer}`))
        return contract;
    if (contract === "")
        return initializer;
    return `${initializer} as ${contract}`;
}
/** The mistake's id first, so that a script can split at the colon. */
export function diagnosisText({ mistake, evidence, alsoFits }) {
    const found = evidence === "" ? mistake : `${mistake}: ${evidence}`;
    return alsoFits.length === 0 ? found : `${found}; also fits: ${alsoFits.join(", ")}`;
}
/** Findings of one verdict, the strongest (smallest p) first; what has no p-value comes last. */
export function strongest(findings, verdict) {
    const strength = ({ pValue }) => (pValue !== null && pValue >= 0 ? pValue : 2);
    return findings.filter((finding) => finding.verdict === verdict).sort((a, b) => strength(a) - strength(b));
}
/** Why a case could not be judged. */
export function reasonText({ findings, notes }) {
    const lost = findings.filter(({ verdict }) => verdict === "undetermined");
    const reasons = new Set(lost.map(({ check, observed }) => `${check}: ${number(observed)}`));
    return [...reasons, ...notes].join("; ") || "no check had anything to look at";
}
/** What the cases that were judged could not see, each once. */
export function blindSpots({ results }) {
    return [...new Set(results.filter(({ verdict }) => verdict !== "undetermined").flatMap(({ notes }) => notes))].filter((note) => note !== "");
}
/** "expected 2, observed 1, p = 1e-40" */
export function findingText({ expected, observed, pValue, alpha }) {
    const impossible = alpha === 0 && pValue === 0;
    const p = impossible ? "impossible if correct" : pValue === null ? "no p-value" : `p ${probability(pValue)}`;
    return `expected ${number(expected)}, observed ${number(observed)}, ${p}`;
}
/** "statistic 31 of 1000 entries; detects a variance off by 2%" */
export function sightText({ statistic, n, detects }) {
    const value = statistic === null ? countText(n, "value") : `statistic ${number(statistic)} of ${countText(n, "value")}`;
    return detects === "" ? value : `${value}; detects ${detects}`;
}
export function subjectsText({ results }) {
    return [...new Set(results.map(({ key }) => `${key.subject} ${key.subjectVersion}`.trim()))].join(", ");
}
export function tallyOf(judged) {
    const count = (wanted) => judged.filter(({ verdict }) => verdict === wanted).length;
    return { pass: count("pass"), fail: count("fail"), undetermined: count("undetermined") };
}
export function tallyText(judged) {
    const { pass, fail, undetermined } = tallyOf(judged);
    return `${pass} passed, ${fail} failed, ${undetermined} undetermined`;
}
export function falseAlarmText({ alpha }) {
    return `a correct subject fails this run with probability at most ${alpha}`;
}
export function countText(n, one) {
    return `${n} ${one}${n === 1 ? "" : "s"}`;
}
/** Four significant digits: the files hold them all. */
export function number(x) {
    return typeof x === "string" ? x : String(Number(x.toPrecision(4)));
}
const SMALLEST = 1e-300;
/** Below the normal range of float64 a p-value's digits mean nothing. */
function probability(p) {
    return p < SMALLEST ? `< ${SMALLEST}` : `= ${Number(p.toPrecision(2))}`;
}
