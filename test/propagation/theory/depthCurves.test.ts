/** Whole curves of mean-field theory: see test/golden/propagation.README.md. */
import { describe, test } from "vitest";
import {
  activationMoments,
  chi1,
  correlationCurve,
  forwardExpansion,
  meanFieldCurve,
} from "../../../harness/propagation/theory/index.js";
import { readGolden } from "../../golden/read.js";
import { expectClose } from "./close.js";

type Row = Record<string, string>;

const ROWS = new Map<string, Row[]>();
for (const row of readGolden("prop_depth_curves.csv")) {
  const curve = `${row["init"]} ${row["activation"]} ${row["width"]}`;
  ROWS.set(curve, [...(ROWS.get(curve) ?? []), row]);
}

/** Correlations cost a double integral a layer: one curve for every distinct sigma_w^2 near one. */
const CORRELATED = /^(glorot_uniform|he_normal) .* 256$/;

/** Unstable fixed points: an error of rounding grows by e in as few as six layers. */
const REPELLING = new Set(["gelu", "silu", "mish"]);

describe.each([...ROWS])("%s", (name, rows) => {
  const { init, activation, width, sigma_w2: sigmaW2 } = rows[0] as Row;
  const depth = Number(rows.at(-1)!["depth"]);
  const options = { initializer: init!.replace(/_0\.05$/, ""), activation: activation!, width: Number(width), depth };
  const loose = REPELLING.has(activation!) ? 100 : 1;

  test("lengths", () => {
    const logQ = meanFieldCurve(options);
    const laws = forwardExpansion(options);
    for (const row of rows) {
      const l = Number(row["depth"]) - 1;
      expectClose({ ln_q_pre: logQ[l]! }, row, 0, 1e-11 * loose);
      const { phi, phi2 } = activationMoments(activation!, Math.exp(logQ[l]!));
      expectClose({ E_phi: phi, E_phi2: phi2, var_units_phi: phi2 - phi * phi }, row, 1e-11 * loose, 1e-12);
      expectClose({ chi_1: chi1(activation!, Math.exp(logQ[l]!), Number(sigmaW2)) }, row, 1e-12 * loose);
      const { meanField, mean, variance } = laws[l]!;
      expectClose({ bias_lnK: mean - meanField, sd_lnK: Math.sqrt(variance) }, row, 1e-9 * loose, 1e-11);
    }
  });

  if (!CORRELATED.test(name)) return;

  test("correlations", () => {
    const c = correlationCurve(options, 0);
    for (const row of rows) expectClose({ corr_c0_0: c[Number(row["depth"]) - 1]! }, row, 0, 1e-12 * loose);
  });
});
