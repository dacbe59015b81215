import { ruleOf } from "../../../harness/contract/initializer.js";
import { reluLogRatio } from "../../../harness/propagation/theory/index.js";
import { glorotNormal, heNormal, truncatedNormal } from "../../../initializers/index.js";
import { lecunDefault } from "./lecunDefault.js";
import { sigmaW2 } from "./nets.js";
import { DEPTH, thirtyLayers, WIDTH } from "./thirtyLayers.js";

/** He's standard deviation, cut at two of them and not rescaled. */
const uncorrected = ruleOf(truncatedNormal, { stddev: Math.sqrt(2 / WIDTH) });

const perLayer = { he: sigmaW2(heNormal.rule, WIDTH) / 2, uncorrected: sigmaW2(uncorrected, WIDTH) / 2 };
const glorot = sigmaW2(glorotNormal.rule, WIDTH) / 2;
const uniform = sigmaW2(lecunDefault, WIDTH) / 2;

export const meanLength = thirtyLayers(
  {
    id: "mean-length",
    rows: [12],
    paper: "Hanin and Rolnick (2018)",
    figure: "figure 1: mean length after thirty layers (failure mode 1)",
    meaning:
      "Only 2/fan_in has a mean length that depth does not move. A truncated normal that nobody rescaled loses 23% a layer: invisible in " +
      "one layer, a factor of two thousand in thirty.",
    facts: () => [
      { name: "factor a layer, truncated normal not rescaled", value: perLayer.uncorrected, published: ".7737413" },
      { name: "E |x_30|^2 / |x_0|^2, He", value: perLayer.he ** DEPTH, published: "1" },
      { name: "E |x_30|^2 / |x_0|^2, Glorot and LeCun", value: glorot ** DEPTH, published: "9.3e-10" },
      { name: "E |x_30|^2 / |x_0|^2, U(-1/sqrt n, 1/sqrt n)", value: uniform ** DEPTH, published: "4.5e-24" },
      { name: "E |x_30|^2 / |x_0|^2, truncated", value: perLayer.uncorrected ** DEPTH, published: "4.5e-4" },
      {
        name: "shift of the mean logarithm a layer at n = 256",
        value: reluLogRatio(WIDTH).mean,
        published: "-0.00982866",
      },
    ],
  },
  [{ name: "truncated normal, not rescaled", rule: uncorrected }],
);
