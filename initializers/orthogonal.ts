import type { Initializer, Parameters } from "../harness/contract/initializer.js";
import { orthogonal as haar, type Rule } from "../harness/contract/rule/index.js";

/** Preserves the norm of every signal through a linear layer, up to the gain. */
export const orthogonal = {
  name: "orthogonal",
  source: "Saxe et al. 2014, arXiv:1312.6120",
  parameters: { gain: 1 },
  rule: (parameters: Parameters): Rule => haar(Number(parameters["gain"])),
} as const satisfies Initializer;
