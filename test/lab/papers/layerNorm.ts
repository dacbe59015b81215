import { layerNormGradientGrowth } from "../../../harness/propagation/theory/index.js";
import { glorotUniform } from "../../../initializers/index.js";
import { logGrowth, type NormalizedSetting } from "./normalization.js";
import { type Paper, paper } from "./paper.js";

const shared = { rule: glorotUniform.rule, normalization: "layer", width: 512, batch: 1, depth: 12, ends: 1 } as const;
const ACTIVATIONS = [
  { activation: "tanh", published: "1.1778" },
  { activation: "gelu", published: "1.0720" },
  { activation: "relu", published: "1" },
];
const right: readonly NormalizedSetting[] = ACTIVATIONS.map(({ activation }) => ({ ...shared, activation }));

export const layerNorm: Paper = paper({
  id: "layer-norm",
  rows: [28],
  paper: "Ba et al. (2016)",
  figure: "layer normalization: gradient growth at initialization",
  settings: `layer normalization before the activation, glorot_uniform, width ${shared.width}; gradient variance, factor a layer`,
  meaning:
    "Layer normalization makes the scale of the weights irrelevant: what is left is E[phi'^2] / E[phi^2] of the activation, one for ReLU, a slow " +
    "explosion for tanh and GELU.",
  remark:
    "The prediction is that of infinite width: what finite width takes from the mean logarithm, of order 1/n a layer, is not computed.",
  nets: 32,
  fewest: 24,
  statistics: () =>
    ACTIVATIONS.map(({ activation, published }) => ({
      name: `${activation}: factor a layer`,
      limit: Math.log(layerNormGradientGrowth(activation)),
      shown: Math.exp,
      published,
    })),
  right,
  wrong: {
    what: "hard_tanh, leaky_relu, selu in place of tanh, gelu, relu",
    setting: ["hard_tanh", "leaky_relu_0.3", "selu"].map((activation) => ({ ...shared, activation })),
  },
  draw: (seed, settings) => settings.map((setting) => logGrowth(setting, seed)),
});
