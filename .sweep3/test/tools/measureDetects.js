/** How often a check's whole rule, all its stages, catches a deviation of exactly the size that its `detects` states. */
import { casesOf } from "../../harness/cases.js";
import { checks } from "../../harness/check/index.js";
import { expectationOf } from "../../harness/initializer.js";
import { judge } from "../../harness/judge.js";
import { formatShape, parseShape } from "../../harness/layout.js";
import { prospectOf, stageSizes } from "../../harness/plan.js";
import { referenceSubject } from "../../harness/subject/reference.js";
import { surroundings } from "../../surroundings.js";
import { contractOf, defaultPlan } from "./gateMutant.js";
import { plants, uniformsOf } from "./plants.js";
const SHAPES = [
    [3, 5],
    [78, 130],
    [300, 500],
    [1000, 1],
];
/** At the largest shape a run draws 42 tensors of 150,000 entries. */
const LARGE = 100_000;
const FEWER = 3;
const reference = referenceSubject(surroundings.catalogue, surroundings.contracts, surroundings.version);
const { budget } = defaultPlan;
const checkNamed = (name) => checks.find((check) => check.name === name);
/** Every plant at every shape where its check applies. */
export function jobsOf(reps) {
    return plants.flatMap(({ check, which = "", of = ["he_normal"] }) => of.flatMap((contract) => SHAPES.flatMap((shape) => {
        const one = caseOf(contract, shape, 0);
        if (!checkNamed(check).applies(prospectOf(one, expectationOf(contractOf(one), one))))
            return [];
        const isLarge = shape[0] * shape[1] >= LARGE;
        return [{ check, which, contract, shape: formatShape(shape), reps: isLarge ? Math.ceil(reps / FEWER) : reps }];
    })));
}
const caseOf = (contract, shape, seed) => casesOf({ initializers: [contract], shapes: [shape], seed }, reference.description, surroundings)[0];
export const keyOf = ({ check, which, contract, shape }) => [check, which, contract, shape].join();
export async function work({ check: name, which, contract, shape, reps }) {
    const check = checkNamed(name);
    const dims = parseShape(shape);
    const first = caseOf(contract, dims, 0);
    const expected = expectationOf(contractOf(first), first);
    const prospect = prospectOf(first, expected);
    const sizes = stageSizes(expected, first.samples, budget.stages.length);
    const looks = budget.stages.map((level, stage) => ({ level, growth: sizes[stage] / sizes[0] }));
    const promised = check.detects(prospect, looks);
    const size = Number(/\d[\d.]*(e[+-]?\d+)?/.exec(promised)[0]);
    const { plant } = plants.find((one) => one.check === name && (one.which ?? "") === which && speaksOf(one.of, contract));
    let caught = 0;
    for (let seed = 0; seed < reps; seed++) {
        const subject = planted({ expected, size, words: promised }, plant);
        const { findings } = await judge(caseOf(contract, dims, seed), {
            contract: contractOf(first),
            checks: [check],
            budget,
            subject,
            diagnose: () => ({ mistake: "", evidence: "", alsoFits: [] }),
            replay: () => "",
        });
        if (findings[0].verdict === "fail")
            caught++;
    }
    return { check: name, which, contract, shape, n: prospect.n, promised, reps, caught };
}
const speaksOf = (contracts = ["he_normal"], contract) => contracts.includes(contract);
/** The reference, with a deviation in all that one stage draws. */
function planted(what, plant) {
    return {
        ...reference,
        draw: async (requests) => {
            const answers = await reference.draw(requests);
            const tensors = answers.map((answer) => {
                if (answer.kind !== "tensor")
                    throw new Error(`detects: must be drawn, got ${answer.reason}`);
                return answer.tensor;
            });
            const changed = tensors.map(({ data }) => Float64Array.from(data));
            plant(changed, { ...what, uniform: uniformsOf(requests[0].seed ?? 0) });
            return tensors.map((tensor, k) => ({
                kind: "tensor",
                tensor: { ...tensor, data: Float32Array.from(changed[k]) },
            }));
        },
    };
}
