import type { Initializer, Parameters } from "../harness/contract/initializer.js";
import { identity as diagonal, type Rule } from "../harness/contract/rule/index.js";

/** gain on the diagonal, 0 elsewhere; not necessarily square. */
export const identity = {
  name: "identity",
  aliases: ["eye"],
  source: "Keras' Identity; Le et al. 2015, arXiv:1504.00941, for recurrent ReLU layers",
  parameters: { gain: 1 },
  rule: (parameters: Parameters): Rule => diagonal(Number(parameters["gain"])),
} as const satisfies Initializer;
