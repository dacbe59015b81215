/** One plain network and what papers look at in it. */
import { activationByName } from "../../harness/activation/index.js";
import { normalsOf } from "../../harness/network/normals.js";
import { dot, normalized } from "../../harness/network/signal.js";
import { simulate } from "../../harness/network/simulate.js";
import { shapeOf } from "../../harness/shape.js";
export function curvesOf(activation, net) {
    return simulate({ ...net, activations: [activationByName(activation)], nets: 1 })[0][0];
}
/** `depth` weight matrices of one width. */
export const square = (width, depth) => new Array(depth + 1).fill(width);
/** ln mean(x^2) of layer l, behind the activation. */
export const logOutput = ({ mean, variance }, l) => Math.log(mean[l - 1] ** 2 + variance[l - 1]);
/** fan_in Var(w). */
export const sigmaW2 = (rule, fanIn, fanOut = fanIn) => fanIn * rule.expect(shapeOf([fanIn, fanOut], "io")).law.variance;
/** The variance of an entry, as theory takes it. */
export const varianceOf = (rule) => (fanIn, fanOut) => sigmaW2(rule, fanIn, fanOut) / fanIn;
/** Two inputs of length sqrt(width) with exactly this correlation. */
export function correlatedInputs(seed, width, c) {
    const unit = (values) => normalized({ values, log: 0 }).values;
    const a = unit(normalsOf(seed, "first input", width));
    const drawn = normalsOf(seed, "second input", width);
    const along = dot(a, drawn) / width;
    const across = unit(drawn.map((value, i) => value - along * a[i]));
    return [a, a.map((value, i) => c * value + Math.sqrt(1 - c * c) * across[i])];
}
/** Square roots, for logarithms of squares. */
export const rootOfLog = (value) => Math.exp(value / 2);
