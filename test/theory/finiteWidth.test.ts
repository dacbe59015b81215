/** The 1/n corrections against golden values that were checked by simulation: see test/golden/propagation.README.md. */
import { expect, test } from "vitest";
import {
  backwardCurve,
  conditionalVarianceCurve,
  reluLogRatio,
  reluSecondMomentFactor,
} from "../../harness/theory/index.js";
import { readGolden } from "../golden/read.js";
import { expectClose } from "./close.js";

/** The golden files count in units of 1/n. */
const WIDTH = 1000;

test.each(readGolden("prop_finite_width_general.csv"))("$activation, $sigma_w2, $depth layers", (row) => {
  const [activation, depth] = [row["activation"]!, Number(row["depth"])];
  const network = { initializer: Number(row["sigma_w2"]), activation, width: WIDTH };
  const forward = conditionalVarianceCurve({ ...network, depth }).at(-1)!;
  const backward = backwardCurve({ ...network, depth: depth + 1 })[0]!;
  expectClose({ ln_q_meanfield: forward.meanField, ln_grad_ratio_meanfield: backward.meanField }, row, 1e-10, 1e-11);
  expectClose(
    {
      n_times_bias_lnK: WIDTH * (forward.mean - forward.meanField),
      n_times_var_lnK: WIDTH * forward.variance,
      n_times_bias_ln_grad_reuse: WIDTH * backward.reuseBias,
      n_times_var_ln_grad: WIDTH * backward.variance,
    },
    row,
    1e-9,
    1e-9,
  );
  // This column was made with a second difference, good to about 1e-6 a layer.
  expectClose({ n_times_bias_ln_grad_gia: WIDTH * backward.independentBias }, row, 1e-5, 1e-5);
});

test.each(readGolden("prop_finite_width_relu.csv"))("exact ReLU law at width $width", (row) => {
  const width = Number(row["width"]);
  const { mean, variance, skewness } = reluLogRatio(width);
  expectClose(
    { E_ln_ratio_per_layer: mean, Var_ln_ratio_per_layer: variance, skew_ln_ratio_per_layer: skewness },
    row,
    1e-12,
  );
  expectClose({ second_moment_factor_per_layer: reluSecondMomentFactor(width) }, row, 1e-15);
  expect(mean).toBeLessThan(0);
});
