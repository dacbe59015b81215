import type { Initializer } from "../harness/contract/initializer.js";
import { dirac as passThrough } from "../harness/contract/rule/index.js";

/** A convolution that passes its input channels through unchanged. */
export const dirac = {
  name: "dirac",
  source: "torch.nn.init.dirac_; Zagoruyko and Komodakis 2017, arXiv:1706.00388",
  rule: passThrough,
} as const satisfies Initializer;
