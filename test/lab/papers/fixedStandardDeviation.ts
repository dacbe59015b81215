import { ruleOf } from "../../../harness/contract/initializer.js";
import { randomNormal, randomUniform } from "../../../initializers/index.js";
import { thirtyLayers } from "./thirtyLayers.js";

export const fixedStandardDeviation = thirtyLayers(
  {
    id: "fixed-standard-deviation",
    rows: [10],
    paper: "Keras RandomNormal and RandomUniform",
    figure: "the defaults stddev 0.05 and [-0.05, 0.05]",
    meaning:
      "A variance that does not look at fan_in is right at one width only: 0.05 is He's at 800 inputs, and at 256 it leaves 0.32 of the " +
      "mean square a layer. The uniform default has a third of even that.",
  },
  [
    { name: "random_normal", rule: ruleOf(randomNormal), published: "-34.478" },
    { name: "random_uniform", rule: ruleOf(randomUniform), published: "-67.436" },
  ],
);
