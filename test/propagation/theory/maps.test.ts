/** Gains and the edge of chaos: see test/golden/propagation.README.md. */
import { expect, test } from "vitest";
import { activationMoments, edgeOfChaos, gains, torchGain } from "../../../harness/propagation/theory/index.js";
import { readGolden } from "../../golden/read.js";
import { expectClose } from "./close.js";

test.each(readGolden("prop_gains.csv"))("gains of $activation", (row) => {
  const activation = row["activation"]!;
  const { forward, backward, centered, chiParallel, chi1, phi2RelativeVariance } = gains(activation);
  const observed = {
    gain_forward_q1: forward,
    gain_backward_q1: backward,
    gain_centered_var_q1: centered,
    chi_parallel_at_gain: chiParallel,
    chi_perp_at_gain: chi1,
    rel_var_phi2_q1: phi2RelativeVariance,
  };
  expectClose(observed, row, 1e-12);
  const gain = torchGain(activation);
  if (row["pytorch_calculate_gain"] === "") return expect(gain).toBeNull();
  const { phi2, dphi2 } = activationMoments(activation, 1);
  const factors = { pytorch_forward_factor_q1: gain! ** 2 * phi2, pytorch_backward_factor_q1: gain! ** 2 * dphi2 };
  expectClose({ pytorch_calculate_gain: gain!, ...factors }, row, 1e-12);
});

test.each(readGolden("prop_edge_of_chaos.csv"))("edge of chaos of $activation at q = $q", (row) => {
  const { sigmaW2, sigmaB2, realizable, chiParallel } = edgeOfChaos(row["activation"]!, Number(row["q"]));
  expectClose({ sigma_w2: sigmaW2, chi_parallel: chiParallel }, row, 1e-12);
  expectClose({ sigma_b2: sigmaB2 }, row, 1e-12, 1e-14);
  // A linear network needs no bias at any q: the file's one "no" is a rounding error of -2e-15.
  expect(realizable).toBe(row["realizable"] === "yes" || row["activation"] === "linear");
});
