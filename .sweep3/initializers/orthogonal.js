import { orthogonal as haar } from "../harness/rule/index.js";
/** Preserves the norm of every signal through a linear layer, up to the gain. */
export const orthogonal = {
    name: "orthogonal",
    source: "Saxe et al. 2014, arXiv:1312.6120",
    parameters: { gain: 1 },
    rule: (parameters) => haar(Number(parameters["gain"])),
};
