import { casesOf } from "../../harness/cases.js";
import { checks } from "../../harness/check/index.js";
import { initializerNamed } from "../../harness/contract/index.js";
import { diagnose } from "../../harness/diagnose/index.js";
import { expectationOf } from "../../harness/initializer.js";
import { judge } from "../../harness/judge.js";
import { planOf, prospectOf } from "../../harness/plan.js";
import { replayOf } from "../../harness/replay.js";
import { referenceSubject } from "../../harness/subject/reference.js";
import { surroundings } from "../../surroundings.js";
import { mutantSubject, SEEN_AT } from "../mutants/index.js";
export const ALPHA = 1e-9;
export const contractOf = (one) => initializerNamed(surroundings.contracts, one.contract);
/** What `initgate check` plans where nobody says what: its budget is every mutant's. */
export const defaultPlan = (() => {
    const { description } = referenceSubject(surroundings.catalogue, surroundings.contracts, surroundings.version);
    return planOf(casesOf({ seed: 0 }, description, surroundings), ALPHA, checks, contractOf);
})();
export function judgeCase(one, subject, budget = defaultPlan.budget) {
    const replay = (each, tests) => replayOf(each, { subject: subject.description.name }, budget, tests);
    return judge(one, { contract: contractOf(one), checks, budget, subject, diagnose, replay });
}
/** The case in which a mutant of this size is asked. */
export function caseOfMutant(mutant, size, seed) {
    const { shape, ...rest } = { ...SEEN_AT, ...size };
    const ask = { ...rest, initializers: [mutant.name], as: mutant.of, shapes: [shape], seed };
    return casesOf(ask, mutantSubject([mutant]).description, surroundings)[0];
}
/** Random entries of its first stage. */
export const entriesOf = (one) => prospectOf(one, expectationOf(contractOf(one), one)).n;
export async function gateMutant(mutant, size, seed) {
    const result = await judgeCase(caseOfMutant(mutant, size, seed), mutantSubject([mutant]));
    const failed = result.findings.filter(({ verdict }) => verdict === "fail");
    const diagnosis = result.diagnosis?.mistake ?? "";
    return {
        detected: result.verdict === "fail",
        named: [mutant.mistake, ...(mutant.also ?? [])].some((mistake) => mistake === diagnosis),
        diagnosis,
        strongest: failed.toSorted((a, b) => depth(a) - depth(b))[0]?.check ?? "",
        failed: failed.map(({ check }) => check),
    };
}
/** Deeper is stronger; a p-value that does not exist is the weakest. */
const depth = ({ pValue }) => pValue ?? 1;
