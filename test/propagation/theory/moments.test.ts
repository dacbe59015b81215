/** Moments of activations against mpmath: see test/golden/propagation.README.md. */
import { expect, test } from "vitest";
import { activationMoments, correlationMoments } from "../../../harness/propagation/theory/index.js";
import { readGolden } from "../../golden/read.js";
import { expectClose } from "./close.js";

const ROWS = readGolden("prop_moments.csv");
const ODD = new Set(["linear", "tanh", "erf", "hard_tanh", "softsign"]);
const CORRELATIONS = [0, 0.25, 0.5, 0.9, 1];

test.each(ROWS)("moments of $activation at q = $q", (row) => {
  const { phi, phi2, phi4, dphi, dphi2, dphi4 } = activationMoments(row["activation"]!, Number(row["q"]));
  expectClose({ E_phi2: phi2, E_phi4: phi4, E_dphi: dphi, E_dphi2: dphi2, E_dphi4: dphi4 }, row, 1e-12);
  expectClose({ E_phi: phi }, row, 1e-12, 1e-15);
  if (ODD.has(row["activation"]!)) expect(phi).toBe(0);
});

test.each(ROWS)("two-input moments of $activation at q = $q", (row) => {
  for (const c of CORRELATIONS) {
    const { phiPhi, dphiDphi } = correlationMoments(row["activation"]!, Number(row["q"]), c);
    expectClose({ [`Ephiphi_c${c}`]: phiPhi, [`Edphidphi_c${c}`]: dphiDphi }, row, 1e-12, 1e-15);
  }
});

test.each(readGolden("prop_moments_wide.csv"))("moments of $activation far out, at q = $q", (row) => {
  const { phi, phi2, phi4, dphi, dphi2, dphi4 } = activationMoments(row["activation"]!, Number(row["q"]));
  expectClose({ E_phi: phi, E_phi2: phi2, E_phi4: phi4, E_dphi: dphi, E_dphi2: dphi2, E_dphi4: dphi4 }, row, 1e-12);
});

test.each(readGolden("prop_correlations_wide.csv"))("$activation at q = $q, c = $c", (row) => {
  const { phiPhi, dphiDphi } = correlationMoments(row["activation"]!, Number(row["q"]), Number(row["c"]));
  expectClose({ phi_phi: phiPhi, dphi_dphi: dphiDphi }, row, 1e-12);
});
