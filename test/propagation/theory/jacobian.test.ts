/** The spectrum of the Jacobian: see test/golden/propagation.README.md. */
import { expect, test } from "vitest";
import { jacobianSpectrum, meanSingularValue } from "../../../harness/propagation/theory/index.js";
import { readGolden } from "../../golden/read.js";
import { expectClose } from "./close.js";

test.each(readGolden("prop_jacobian_spectrum.csv"))("$activation, $weights, $depth layers", (row) => {
  const weights = row["weights"] as "gaussian" | "orthogonal";
  const { mean, variance, max } = jacobianSpectrum({
    depth: Number(row["depth"]),
    weights,
    linear: Number(row["p_linear"]),
  });
  expectClose({ mean_sv2: mean, var_sv2: variance, max_sv2_edge: max }, row, 1e-12);
});

test("one square Gaussian layer follows the quarter-circle law", () => {
  expect(jacobianSpectrum({ depth: 1, weights: "gaussian", linear: 1 }).max).toBeCloseTo(4, 14);
  expect(meanSingularValue(1)).toBeCloseTo(0.848826, 6);
});
