/** Limits of the length and correlation maps: see test/golden/propagation.README.md. */
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  activations,
  correlationMap,
  type FixedPoint,
  fixedPoint,
  gains,
  lengthMap,
} from "../../../harness/propagation/theory/index.js";
import { readGolden } from "../../golden/read.js";
import { expectClose } from "./close.js";

const COLUMNS = {
  q_star: "qStar",
  chi_1: "chi1",
  chi_parallel: "chiParallel",
  c_star: "cStar",
  chi_cstar: "chiCStar",
  xi_q: "xiQ",
  xi_c: "xiC",
} as const satisfies Readonly<Record<string, keyof FixedPoint>>;

const ROWS = readGolden("prop_fixed_points.csv");

/** The file iterated this one until q stopped moving in a double. Since F(q) < q for every q > 0, it goes on to zero. */
const CREEPING = ROWS.filter(
  (row) => row["activation"] === "hard_tanh" && row["sigma_w"] === "1" && row["sigma_b"] === "0",
);

test("a saturating activation at its critical point vanishes, however slowly", () => {
  expect(CREEPING).toHaveLength(1);
  expect(fixedPoint("hard_tanh", 1, 0)).toMatchObject({ status: "vanishes", qStar: 0, chi1: 1 });
});

test.each(ROWS.filter((row) => !CREEPING.includes(row)))("$activation at $sigma_w, $sigma_b", (row) => {
  const found = fixedPoint(row["activation"]!, Number(row["sigma_w"]), Number(row["sigma_b"]));
  expect(found.status).toBe(row["status"]);
  for (const [column, key] of Object.entries(COLUMNS)) {
    const value = found[key];
    if (row[column] === "") expect(value, column).toBeNull();
    else if (row[column] === "inf") expect(value, column).toBe(Number.POSITIVE_INFINITY);
    else expectClose({ [column]: value as number }, row, tolerance(column, found), 1e-12);
  }
});

/** Depth scales divide by ln chi. Where q vanishes the file took chi at q = 1e-12, which a kink at zero notices. */
function tolerance(column: string, { status }: FixedPoint): number {
  if (status === "vanishes" && column === "chi_1") return 2e-6;
  return column.startsWith("xi") ? 1e-10 : 1e-12;
}

test.each<[string, number, number, Partial<FixedPoint>]>([
  ["relu", 0, 0, { status: "stable", qStar: 0, chi1: 0 }],
  ["tanh", 0, 0, { status: "vanishes", qStar: 0, chi1: 0 }],
  ["tanh", 0, 0.5, { status: "stable", qStar: 0.25, chi1: 0, cStar: 1, xiQ: null, xiC: null }],
  ["elu", Math.SQRT2, 1, { status: "diverges_linear", qStar: Number.POSITIVE_INFINITY, chi1: null }],
  ["relu", Math.SQRT2, 0, { status: "marginal", qStar: 1, cStar: 1, xiQ: null, xiC: null }],
])("%s at the edges: sigma_w = %d, sigma_b = %d", (activation, sigmaW, sigmaB, expected) => {
  expect(fixedPoint(activation, sigmaW, sigmaB)).toMatchObject(expected);
});

test("the forward gain of GELU is a fixed point that only repels", () => {
  const { forward } = gains("gelu");
  const { status, qStar, chiParallel } = fixedPoint("gelu", forward, 0);
  expect(status).toBe("marginal");
  expect(qStar).toBe(1);
  expect(chiParallel).toBeGreaterThan(1.1);
});

test("every stable point is fixed, wherever sigma_w and sigma_b lie", () => {
  const activation = fc.constantFrom(...activations.map(({ name }) => name));
  const sigma = fc.double({ min: 0.01, max: 30, noNaN: true });
  fc.assert(
    fc.property(activation, sigma, sigma, (name, sigmaW, sigmaB) => {
      const { status, qStar, cStar } = fixedPoint(name, sigmaW, sigmaB);
      expect(qStar === Number.POSITIVE_INFINITY).toBe(status === "diverges");
      if (status === "diverges") return;
      expect(status).toBe("stable");
      expect(lengthMap(name, qStar, sigmaW ** 2, sigmaB ** 2) / qStar).toBeCloseTo(1, 12);
      expect(correlationMap(name, cStar!, qStar, sigmaW ** 2, sigmaB ** 2)).toBeCloseTo(cStar!, 12);
    }),
    { numRuns: 40 },
  );
});
