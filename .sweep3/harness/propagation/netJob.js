/** Does the jobs of a run, wherever it is called. */
import { activationByName } from "../activation/index.js";
import { initializerNamed } from "../contract/index.js";
import { ruleOf } from "../initializer.js";
import { predict } from "../network/predict.js";
import { simulateNet } from "../network/simulate.js";
import { layersOf } from "../network/weights.js";
import { subjectWeights } from "./subjectWeights.js";
/** Reference networks where theory has no formula: so many that they add little to the error of the mean. */
export const referenceDraws = (nets) => Math.max(400, 5 * nets);
/** The reference's weights come from the catalogue itself, any other subject is asked for them. */
export async function runNetJob(job, subject, around) {
    const weights = await weightsFor(job, subject, around);
    return simulateNet({ ...job, activations: job.activations.map(activationByName) }, weights, job.net);
}
async function weightsFor(job, subject, { contracts }) {
    const { source, widths, seed, net } = job;
    if (source.spec.subject !== "reference" || source.spec.command !== undefined)
        return subjectWeights(job, subject);
    return layersOf(ruleOf(initializerNamed(contracts, source.asked), source.params), widths, seed, net);
}
export function runPredictJob(job, { contracts }, nets = [], biases) {
    const rule = ruleOf(initializerNamed(contracts, job.contract), job.params);
    const { widths, sigmaB, seed } = job;
    const draws = referenceDraws(job.nets);
    const about = { rule, widths, sigmaB, activation: activationByName(job.activation), seed, draws, nets: job.nets };
    return predict({ ...about, ...(biases && { biases }) }, nets);
}
