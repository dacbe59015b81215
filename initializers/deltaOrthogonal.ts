import type { Initializer, Parameters } from "../harness/contract/initializer.js";
import { deltaOrthogonal as haar, type Rule } from "../harness/contract/rule/index.js";

/**  a convolution that preserves norms. */
export const deltaOrthogonal = {
  name: "delta_orthogonal",
  source: "Xiao et al. 2018, arXiv:1806.05393:Orthogonal at the centre of the kernel",
  parameters: { gain: 1 },
  rule: (parameters: Parameters): Rule => haar(Number(parameters["gain"])),
} as const satisfies Initializer;
