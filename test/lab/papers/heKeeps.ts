import { heNormal, heUniform } from "../../../initializers/index.js";
import { thirtyLayers } from "./thirtyLayers.js";

export const heKeeps = thirtyLayers(
  {
    id: "he-keeps",
    rows: [8],
    paper: "He et al. (2015)",
    figure: "figure 3: the same network with He's variance",
    meaning:
      "2/fan_in keeps the mean square for every depth. The mean of its logarithm still sinks by 5/(2n) a layer, as wide networks of any " +
      "initializer do: -0.295 here, not 0, is right.",
    remark: "Normal and uniform weights differ at order 1/n^2 only.",
  },
  [
    { name: "he_normal", rule: heNormal.rule, published: "-.295" },
    { name: "he_uniform", rule: heUniform.rule, published: "-.295" },
  ],
);
