import { identity as diagonal } from "../harness/rule/index.js";
/** gain on the diagonal, 0 elsewhere; not necessarily square. */
export const identity = {
    name: "identity",
    aliases: ["eye"],
    source: "Keras' Identity; Le et al. 2015, arXiv:1504.00941, for recurrent ReLU layers",
    parameters: { gain: 1 },
    rule: (parameters) => diagonal(Number(parameters["gain"])),
};
