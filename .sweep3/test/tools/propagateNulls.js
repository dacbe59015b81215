/** Networks that are right, held to the bands of their own contract: how many curves lie outside, at levels where some must. */
import { activationByName } from "../../harness/activation/index.js";
import { initializerNamed } from "../../harness/contract/index.js";
import { ruleOf } from "../../harness/initializer.js";
import { compare } from "../../harness/network/compare.js";
import { predict } from "../../harness/network/predict.js";
import { simulate } from "../../harness/network/simulate.js";
import { referenceDraws } from "../../harness/propagation/netJob.js";
import { initializers } from "../../initializers/index.js";
import { presets } from "../../initializers/presets/index.js";
export const LEVELS = [0.05, 0.01];
export const ACTIVATIONS = ["relu", "leaky_relu", "tanh", "sigmoid", "selu", "gelu", "softplus"];
const LAWS = [
    "he_normal",
    "he_uniform",
    "glorot_uniform",
    "keras:he_normal",
    "sparse(sparsity=0.5, stddev=0.5)",
    "orthogonal(gain=1.2)",
];
const square = (width, depth) => new Array(depth + 1).fill(width);
const SIZES = [
    { widths: square(4, 10), nets: 20 },
    { widths: square(8, 10), nets: 60 },
    { widths: square(8, 10), nets: 400 },
    { widths: [12, 5, 9, 7, 16], nets: 60 },
    { widths: square(16, 10), nets: 20 },
    { widths: square(64, 5), nets: 20 },
];
export const propagateCells = [
    ...SIZES.flatMap((size) => LAWS.map((law) => ({ drawn: law, contract: law, ...size }))),
    { drawn: "he_uniform", contract: "he_normal", widths: square(8, 10), nets: 400 },
];
export const cellName = ({ drawn, contract, widths, nets }) => `${drawn}${contract === drawn ? "" : ` held to ${contract}`}, ${widths.join("-")}, ${nets} networks`;
const ruleNamed = (name) => ruleOf(initializerNamed([...initializers, ...presets], name));
/** One run of a cell: every activation on the same weights, at every level. */
export function propagateNull({ drawn, contract, widths, nets }, seed) {
    const activations = ACTIVATIONS.map(activationByName);
    const measured = simulate({ rule: ruleNamed(drawn), activations, widths, nets, seed });
    const rule = ruleNamed(contract);
    const outside = LEVELS.map(() => 0);
    let undetermined = 0;
    activations.forEach((activation, a) => {
        const about = { rule, activation, widths, sigmaB: 0, seed, draws: referenceDraws(nets), nets };
        const prediction = predict(about, measured[a]);
        LEVELS.forEach((level, k) => {
            const { verdict } = compare(measured[a], prediction, level);
            if (verdict === "fail")
                outside[k]++;
            if (verdict === "undetermined" && k === 0)
                undetermined++;
        });
    });
    return { curves: activations.length, outside, undetermined };
}
