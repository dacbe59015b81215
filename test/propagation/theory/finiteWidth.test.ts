/** The 1/n corrections against golden values that were checked by simulation: see test/golden/propagation.README.md. */
import { expect, test } from "vitest";
import {
  backwardCurve,
  backwardExpansion,
  forwardExpansion,
  reluLogRatio,
  reluSecondMomentFactor,
} from "../../../harness/propagation/theory/index.js";
import { readGolden } from "../../golden/read.js";
import { expectClose } from "./close.js";

/** The golden files count in units of 1/n. */
const WIDTH = 1000;

test.each(readGolden("prop_finite_width_general.csv"))("$activation, $sigma_w2, $depth layers", (row) => {
  const [activation, depth] = [row["activation"]!, Number(row["depth"])];
  const network = { initializer: Number(row["sigma_w2"]), activation, width: WIDTH };
  const forward = forwardExpansion({ ...network, depth }).at(-1)!;
  const backward = backwardExpansion({ ...network, depth: depth + 1 })[0]!;
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

/** ln |delta^1|^2 / |delta^L|^2 of networks simulated in NumPy with shared weights: mean and standard error. */
test.each([
  // activation, sigma_w^2, sigma_b, width, layers crossed, mean, standard error
  ["tanh", 1, 0, 128, 30, -4.018, 0.011],
  ["selu", 1, 0, 128, 30, 1.705, 0.014],
  ["tanh", 25 / 9, 0, 128, 30, 4.624, 0.02],
  ["gelu", 2, 0, 128, 5, -0.296, 0.023],
  ["softplus", 1, 0, 128, 10, -12.485, 0.034],
  ["tanh", 2, 0.5, 40, 14, -2.5523, 0.0145],
  ["tanh", 1, 0.8, 40, 14, -11.8922, 0.0138],
  ["relu", 2, 0, 24, 11, -1.2467, 0.0186],
])("gradients of %s, sigma_w^2 = %d, sigma_b = %d", (activation, initializer, sigmaB, width, crossed, mean, error) => {
  const law = backwardCurve({ initializer, activation, sigmaB, width, depth: crossed + 1 })[0]!;
  expect(Math.abs(law.mean - mean)).toBeLessThan(3 * error);
});

test("the exact ReLU gradient has the law of the exact ReLU length", () => {
  const depth = 20;
  const network = { initializer: "he_normal", activation: "relu", width: 64, depth };
  const { mean, variance } = reluLogRatio(64);
  backwardCurve(network).forEach((law, l) => {
    expect(law.mean).toBeCloseTo((depth - 1 - l) * mean, 12);
    expect(law.variance).toBeCloseTo((depth - 1 - l) * variance, 12);
  });
});

test("rectangular networks telescope: a gradient mean square changes by the ratio of widths", () => {
  const law = backwardCurve({ initializer: "he_normal", activation: "linear", widths: [10, 1000, 500, 2000] })[0]!;
  expect(law.meanField).toBeCloseTo(Math.log(2 * (500 / 1000)) + Math.log(2 * (2000 / 500)), 12);
});
