/** Networks of ones and of zeros: see test/golden/propagation.README.md. */
import { expect, test } from "vitest";
import { type ConstantWeightLayer, onesCurve, zerosCurve } from "../../../harness/propagation/theory/index.js";
import { readGolden } from "../../golden/read.js";
import { expectClose } from "./close.js";

const ROWS = readGolden("prop_ones_zeros.csv");
const DEPTH = 100;

const curves = new Map<string, ConstantWeightLayer[]>();
for (const { init, activation, width } of ROWS) {
  const name = `${init} ${activation} ${width}`;
  if (curves.has(name)) continue;
  curves.set(name, init === "ones" ? onesCurve(activation!, Number(width), DEPTH) : zerosCurve(activation!, DEPTH));
}

test.each([...curves])("%s", (name, curve) => {
  for (const row of ROWS.filter(({ init, activation, width }) => `${init} ${activation} ${width}` === name)) {
    const { logZ2, logPhi2 } = curve[Number(row["depth"]) - 1]!;
    if (row["ln_E_z2"] === "-inf") expect(logZ2).toBe(Number.NEGATIVE_INFINITY);
    else expectClose({ ln_E_z2: logZ2 }, row, 1e-12, 1e-12);
    if (row["ln_E_phi2"] === "-inf") expect(logPhi2).toBe(Number.NEGATIVE_INFINITY);
    else expectClose({ ln_E_phi2: logPhi2 }, row, 1e-12, 1e-12);
  }
});
