/** Whole gates over subjects that are right: every failure is a false alarm. */
import { casesOf } from "../../harness/cases.js";
import { checks } from "../../harness/check/index.js";
import { formatShape } from "../../harness/layout.js";
import { planOf } from "../../harness/plan.js";
import { referenceSubject } from "../../harness/subject/reference.js";
import { surroundings } from "../../surroundings.js";
import { rightSubject } from "../right/index.js";
import { ALPHA, contractOf, judgeCase } from "./gateMutant.js";
const LARGEST = "300x500";
const FEW = 1000;
/** The default cases of a subject; the cheap ones, at fewer entries, if so many gates are to be run. */
function casesOn(subject, seed, dtype, cheap) {
    const ask = { seed, dtype, ...(cheap ? { samples: FEW } : {}) };
    const all = casesOf(ask, subject.description, surroundings);
    return cheap
        ? all.filter(({ shape }) => formatShape(shape) !== LARGEST).map((one, index) => ({ ...one, index }))
        : all;
}
async function gateOnce(subject, seed, dtype, cheap = false) {
    const plan = planOf(casesOn(subject, seed, dtype, cheap), ALPHA, checks, contractOf);
    const { budget } = plan;
    let escalated = 0;
    const failures = [];
    for (const one of plan.cases) {
        const result = await judgeCase(one, subject, budget);
        escalated += result.findings.filter(({ stage }) => stage > 1).length;
        if (result.verdict !== "pass")
            failures.push(inWords(result));
    }
    return { gates: 1, tests: budget.tests, escalated, expected: budget.tests * budget.stages[0], failures };
}
function inWords({ key, findings, verdict, notes }) {
    const bad = findings.filter((finding) => finding.verdict !== "pass");
    const said = bad.map(({ check, pValue, observed }) => `${check} p=${pValue} ${observed}`).join("; ");
    const { subject, initializer, shape, dtype, seed } = key;
    return `${subject} ${initializer} ${shape} ${dtype} seed ${seed}: ${verdict} ${said || notes.join("; ")}`;
}
export async function gatesOf({ first, count }) {
    const subject = referenceSubject(surroundings.catalogue, surroundings.contracts, surroundings.version);
    const seen = [];
    for (let seed = first; seed < first + count; seed++)
        seen.push(await gateOnce(subject, seed, "float32", true));
    return total(seen);
}
export const rightGateOf = ({ route, dtype, seed }) => gateOnce(rightSubject(route), seed, dtype);
export function total(all) {
    const sum = (of) => all.reduce((so, alarms) => so + of(alarms), 0);
    return {
        gates: sum(({ gates }) => gates),
        tests: sum(({ tests }) => tests),
        escalated: sum(({ escalated }) => escalated),
        expected: sum(({ expected }) => expected),
        failures: all.flatMap(({ failures }) => failures),
    };
}
