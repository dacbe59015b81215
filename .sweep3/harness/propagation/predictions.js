/** What contracts predict for the groups of a run: one prediction for all that share a law. */
import { activationByName } from "../activation/index.js";
import { initializerNamed } from "../contract/index.js";
import { ruleOf } from "../initializer.js";
import { outlookOf } from "../network/outlook.js";
import { weightKind } from "../network/weightKind.js";
import { weightMeanOff } from "../network/weightMean.js";
import { network } from "../theory/network.js";
import { runPredictJob } from "./netJob.js";
/** Predictions for all groups (outer) and activations (inner). */
export async function predictions(options, around, workshop, groups) {
    const asked = groups.map((group) => options.activations.map((activation, a) => questionOf(options, around, group, activation, a)));
    const open = new Map(asked.flat().flatMap(({ key, job }) => (key === null || job === null ? [] : [[key, job]])));
    const answers = await workshop.run([...open.values()]);
    const byKey = new Map([...open.keys()].map((key, i) => [key, answers[i]]));
    return asked.map((row) => row.map(({ key, job, kind, nets, biases }) => {
        const own = () => runPredictJob(job, around, nets, biases);
        const answer = job === null ? unclaimed(nets) : key === null ? own() : byKey.get(key);
        if (answer instanceof Error)
            return answer;
        const isConstant = kind?.kind === "constant" && biases === undefined;
        const outlook = kind !== null && hasOutlook(kind) && biases === undefined ? outlookOf(kind.net) : null;
        const isIndependent = kind?.kind === "independent" && network(kind.net).layers.every(({ sigmaW2 }) => sigmaW2 > 0);
        const weightMean = isIndependent ? weightMeanOff(nets, network(kind.net)) : null;
        return { prediction: answer, outlook, isConstant, weightMean, isIndependent };
    }));
}
/** Infinitely wide networks of other weights need not be those of their variance. */
const hasOutlook = ({ kind }) => kind === "independent" || kind === "orthogonal";
function questionOf(options, { contracts }, { contract, architecture: { widths }, nets, biases }, activation, a) {
    const own = typeof nets === "string" ? [] : nets.map((curves) => curves[a]);
    if (contract === null)
        return { key: null, job: null, kind: null, nets: own };
    const { sigmaB, seed, params = {} } = options;
    const rule = ruleOf(initializerNamed(contracts, contract), params);
    const kind = weightKind({ rule, activation: activationByName(activation), widths, sigmaB });
    const job = {
        ...{ kind: "prediction", contract, params, widths, activation, sigmaB, seed },
        nets: Math.max(1, own.length),
    };
    if (biases !== undefined)
        return { key: null, job, kind, nets: own, biases };
    return { key: keyOf(kind, job), job, kind, nets: own };
}
/** Laws that differ in no variance predict the same. */
function keyOf(kind, { contract, params, activation, widths, nets }) {
    if (kind.kind === "constant")
        return null;
    if (kind.kind === "other")
        return JSON.stringify([contract, params, activation, widths, nets]);
    const { layers, kurtosis } = network(kind.net);
    const variances = layers.map(({ sigmaW2 }) => sigmaW2);
    return JSON.stringify([kind.kind, activation, widths, nets, variances, kurtosis]);
}
/** Weights that claim nothing are only measured. */
function unclaimed([first]) {
    const none = Array.from(first?.forward ?? [], () => null);
    return {
        basis: "no contract is claimed",
        forward: none,
        backward: none,
        gain: none,
        gainDependence: 1,
        walks: false,
    };
}
