/** Holds what a subject draws now against what was recorded: the same bits, other bits of the same law, or another law. */
import { budgetOf } from "../budget.js";
import { initializerNamed } from "../contract/index.js";
import { decide } from "../decide.js";
import { diagnose } from "../diagnose/index.js";
import { expectationOf } from "../initializer.js";
import { formatShape } from "../layout.js";
import { sampleOf } from "../sample.js";
import { lawNameOf, lookAt, SETS } from "./draw.js";
import { twoSampleTests } from "./twoSample.js";
/** What every test can fall to: two sets of 16 groups, apart in one of 16 cells, have p = 5e-8. */
const LEAST_LEVEL = 1e-7;
export async function compareBaseline(baseline, subject, contracts, { alpha, onRow = () => { } }) {
    const tests = baseline.cases.length * twoSampleTests.length;
    const budget = budgetOf(alpha, tests, LEAST_LEVEL);
    if (budget.stages.length > SETS.stages.length) {
        throw new RangeError(`baseline: alpha must be larger, for ${SETS.stages.length} stages to reach it, got ${alpha}`);
    }
    const bench = { subject, contracts, budget };
    const rows = [];
    for (const recorded of baseline.cases) {
        const row = { ...facts(baseline, recorded, subject), ...(await compareCase(recorded, bench)) };
        onRow(row, rows.push(row), baseline.cases.length);
    }
    return { alpha, tests, rows };
}
function facts({ subject: then }, { case: one, law }, subject) {
    const { asked, shape, layout, dtype, seed } = one;
    const { name, version: versionNow } = subject.description;
    const key = { initializer: asked, shape: formatShape(shape), layout, dtype, seed };
    const versionThen = then.name === name ? then.version : `${then.name} ${then.version}`;
    return { subject: name, versionThen, versionNow, ...key, lawThen: law };
}
async function compareCase(recorded, bench) {
    const { case: one, digest, law } = recorded;
    const expected = expectationOf(initializerNamed(bench.contracts, one.contract), one);
    const again = await lookAt(one, expected, bench.subject, SETS.stages[0], recorded.edges);
    if ("reason" in again)
        return undetermined(again.reason);
    if (!again.isFinite)
        return notFinite();
    const lawNow = lawNameOf(one, bench.contracts, again.tensors);
    if (again.digest === digest) {
        return { found: "same bits", verdict: "pass", pValue: null, failed: [], lawNow: law, diagnosis: null, note: "" };
    }
    const stages = fresh(recorded, expected, bench);
    const asked = await askAll(recorded, stages, bench.budget);
    if ("reason" in asked)
        return undetermined(asked.reason);
    const { failed, pValue } = asked;
    if (failed.length === 0) {
        return { found: "same law", verdict: "pass", pValue, failed, lawNow, diagnosis: null, note: "" };
    }
    const tensors = await stages.last();
    const diagnosis = named(recorded, tensors, failed, bench.contracts);
    return {
        found: "other law",
        verdict: "fail",
        pValue,
        failed,
        lawNow,
        diagnosis,
        note: changeText(recorded, tensors),
    };
}
const undetermined = (note) => ({
    found: "",
    verdict: "undetermined",
    pValue: null,
    failed: [],
    lawNow: "",
    diagnosis: null,
    note,
});
const notFinite = () => ({
    ...undetermined(""),
    found: "other law",
    verdict: "fail",
    pValue: 0,
    failed: ["finite"],
    lawNow: "none",
    diagnosis: { mistake: "outliers", evidence: "entries that are not finite", alsoFits: [] },
});
function fresh({ case: one, edges }, expected, { subject }) {
    const sketches = [];
    let tensors = [];
    return {
        async sketch(stage) {
            if (sketches[stage] === undefined) {
                const seen = await lookAt(one, expected, subject, SETS.fresh[stage], edges);
                if ("reason" in seen)
                    return seen;
                ({ tensors, sketch: sketches[stage] } = seen);
            }
            return sketches[stage];
        },
        last: async () => tensors,
    };
}
/** Every test, stage by stage, by the rule of docs/method.md. */
async function askAll({ stages }, now, budget) {
    const failed = [];
    let least = 1;
    for (const test of twoSampleTests) {
        for (const [stage, then] of stages.entries()) {
            const sketch = await now.sketch(stage);
            if ("reason" in sketch)
                return sketch;
            const pValue = test.pValue(then, sketch);
            const settled = decide(pValue, "exact", stage, budget);
            if (settled === "open")
                continue;
            least = Math.min(least, pValue);
            if (settled === "fail")
                failed.push(test.name);
            break;
        }
    }
    return { failed, pValue: Math.min(1, least * twoSampleTests.length) };
}
/** The mistake that leads from the law of then to that of now, where one is known. */
function named({ case: one, law }, tensors, failed, contracts) {
    const then = contracts.find(({ name }) => name === law) ?? initializerNamed(contracts, one.contract);
    const spec = { shape: one.shape, layout: one.layout, groups: one.groups };
    const expected = expectationOf(then, then.name === one.contract ? one : spec);
    return diagnose({ expected, samples: [sampleOf({ expected, dtype: one.dtype, tensors, reseeded: true })], failed });
}
/** "variance 0.774 of before" */
function changeText({ stages }, tensors) {
    const { summaries } = stages.at(-1);
    const [m, square] = [summaries.mean, summaries.variance].map((groups) => groups.reduce((total, x) => total + x, 0) / groups.length);
    let [sum, squares, n] = [0, 0, 0];
    for (const tensor of tensors) {
        for (const x of tensor) {
            sum += x;
            squares += x * x;
        }
        n += tensor.length;
    }
    const [now, then] = [squares / n - (sum / n) ** 2, square - m * m];
    const short = (x) => Number(x.toPrecision(4));
    return `mean ${short(m)}, now ${short(sum / n)}; variance ${then > 0 ? `${short(now / then)} of before` : `now ${short(now)}`}`;
}
