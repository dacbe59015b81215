import { decide, levelAt } from "./decide.js";
/** Below this a stage of the same size rejects as surely as a larger one would, at every level that stages have. */
const CERTAIN = 1e-25;
/**
 * Asks until every question is settled. `draw` draws the stages after the first: in full, or, where the case is certain to
 * fail, in brief. Which of the two may depend on the stages before: a p-value is right whatever its sample's size.
 */
export async function askAll(questions, first, draw) {
    const findings = [];
    let [drawn, largest] = [{ sample: first }, first];
    let open = questions.map((question, at) => ({ question, at }));
    let brief = false;
    for (let stage = 0;; stage++) {
        const next = [];
        for (const one of open) {
            const { finding, isOpen } = lookAt(one.question, drawn, stage);
            findings[one.at] = finding;
            if (isOpen)
                next.push(one);
            brief ||= finding.verdict === "fail" || (isOpen && finding.pValue <= CERTAIN);
        }
        open = next;
        if (open.length === 0)
            return { findings, largest };
        drawn = await draw(stage + 1, brief);
        if ("sample" in drawn && entriesOf(drawn.sample) >= entriesOf(largest))
            largest = drawn.sample;
    }
}
/** One question of stages that are at hand already. */
export function askNow(question, stages) {
    for (let stage = 0;; stage++) {
        const { finding, isOpen } = lookAt(question, { sample: stages[stage] }, stage);
        if (!isOpen)
            return finding;
    }
}
const entriesOf = ({ tensors }) => tensors.reduce((n, { length }) => n + length, 0);
/** One look; while it is open its finding says what has been seen so far. */
function lookAt(question, drawn, stage) {
    const { check, prospect, budget } = question;
    const tail = check.tail(prospect);
    const facts = {
        check: check.name,
        alpha: levelAt(tail, stage, budget),
        detects: check.detects(prospect, looksOf(question)),
        stage: stage + 1,
    };
    if (!("sample" in drawn))
        return { finding: { ...facts, ...NOTHING, observed: drawn.reason }, isOpen: false };
    const seen = check.run(drawn.sample);
    const decided = decide(seen.pValue, tail, stage, budget);
    const verdict = decided === "open" ? "undetermined" : decided;
    return { finding: { ...facts, ...observed(seen, drawn.sample), verdict }, isOpen: decided === "open" };
}
const NOTHING = { n: 0, statistic: null, pValue: null, verdict: "undetermined", expected: "an answer" };
function looksOf({ check, prospect, budget, growth }) {
    const tail = check.tail(prospect);
    return budget.stages.map((_, stage) => ({ level: levelAt(tail, stage, budget), growth: growth[stage] }));
}
function observed(seen, sample) {
    return {
        n: sample.expected.joint === "exact" ? entriesOf(sample) : sample.n,
        statistic: finite(seen.statistic),
        pValue: finite(seen.pValue),
        expected: seen.expected,
        observed: seen.observed,
    };
}
const finite = (x) => (Number.isFinite(x) ? x : null);
