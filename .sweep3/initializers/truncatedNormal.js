import { affine, clippedNormal } from "../harness/law/index.js";
import { independent } from "../harness/rule/index.js";
/** N(mean, stddev) given within `bound` standard deviations of the mean; not rescaled, so its variance is smaller. */
export const truncatedNormal = {
    name: "truncated_normal",
    source: "Keras' TruncatedNormal",
    parameters: { mean: 0, stddev: 0.05, bound: 2 },
    rule: (parameters) => {
        const bound = Number(parameters["bound"]);
        return independent(affine(clippedNormal(-bound, bound), Number(parameters["stddev"]), Number(parameters["mean"])));
    },
};
