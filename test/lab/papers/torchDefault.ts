import { lecunDefault } from "./lecunDefault.js";
import { thirtyLayers } from "./thirtyLayers.js";

export const torchDefault = thirtyLayers(
  {
    id: "torch-default",
    rows: [9],
    paper: "torch.nn.Linear",
    figure: "the default weights U(-1/sqrt(fan_in), 1/sqrt(fan_in)), biases left out",
    meaning:
      "A third of LeCun's variance, a sixth of He's: a deep ReLU network of untouched torch.nn.Linear layers passes on nothing but its " +
      "biases.",
  },
  [{ name: "U(-1/sqrt n, 1/sqrt n)", rule: lecunDefault, published: "-54.048" }],
);
