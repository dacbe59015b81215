import { BATCH_NORM_RELU_GRADIENT_GROWTH } from "../../../harness/propagation/theory/index.js";
import { heNormal } from "../../../initializers/index.js";
import { logGrowth, type NormalizedSetting } from "./normalization.js";
import { type Paper, paper } from "./paper.js";

const right: NormalizedSetting = {
  ...{ rule: heNormal.rule, activation: "relu", normalization: "batch" },
  ...{ width: 256, batch: 256, depth: 12, ends: 3 },
};

export const batchNorm: Paper = paper({
  id: "batch-norm",
  rows: [27],
  paper: "Yang et al. (2019)",
  figure: "batch normalization makes gradients explode at initialization",
  settings: `ReLU, batch normalization before it, width ${right.width}, batch ${right.batch}; gradient variance, factor a layer`,
  meaning:
    "Batch normalization keeps signals and makes gradients grow by pi/(pi - 1) a layer whatever the weights: no initializer can be blamed for it, nor " +
    "cure it. Depth needs skip connections.",
  remark:
    "The prediction is that of infinite width and batch; at either end three layers are left out, where the network still settles.",
  nets: 24,
  statistics: () => [
    { name: "factor a layer", limit: Math.log(BATCH_NORM_RELU_GRADIENT_GROWTH), shown: Math.exp, published: "1.4669" },
  ],
  right,
  wrong: { what: "leaky ReLU of slope 0.3 in place of ReLU", setting: { ...right, activation: "leaky_relu_0.3" } },
  draw: (seed, setting) => [logGrowth(setting, seed)],
});
