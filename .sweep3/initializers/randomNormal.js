import { affine, standardNormal } from "../harness/law/index.js";
import { constant, independent } from "../harness/rule/index.js";
/** N(mean, stddev), whatever the shape; a stddev of 0 is the constant. */
export const randomNormal = {
    name: "random_normal",
    source: "the mission's table; defaults as in Keras' RandomNormal",
    parameters: { mean: 0, stddev: 0.05 },
    rule: (parameters) => {
        const [mean, stddev] = [Number(parameters["mean"]), Number(parameters["stddev"])];
        return stddev === 0 ? constant(mean) : independent(affine(standardNormal, stddev, mean));
    },
};
