import { glorotUniform } from "../../../initializers/index.js";
import { thirtyLayers } from "./thirtyLayers.js";

export const xavierStalls = thirtyLayers(
  {
    id: "xavier-stalls",
    rows: [7],
    paper: "He et al. (2015)",
    figure: "figure 3: thirty ReLU layers of Xavier weights stall",
    meaning:
      "ReLU halves the mean square and Glorot's variance does not give it back: after thirty layers the standard deviation is 2^-15 " +
      "of the input's, before width takes its share. No learning rate repairs the first layers of such a network.",
  },
  [{ name: "glorot_uniform", rule: glorotUniform.rule, published: "-21.089" }],
);
