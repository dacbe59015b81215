import type { Initializer, Parameters } from "../harness/contract/initializer.js";
import { sparse as columns, type Rule } from "../harness/contract/rule/index.js";

/** A fixed share of every output's incoming weights is 0, the others are normal. */
export const sparse = {
  name: "sparse",
  source: "Martens 2010, ICML, section 5; torch.nn.init.sparse_",
  parameters: { sparsity: 0.1, stddev: 0.01 },
  rule: (parameters: Parameters): Rule => columns(Number(parameters["sparsity"]), Number(parameters["stddev"])),
} as const satisfies Initializer;
