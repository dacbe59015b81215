/** Limits of the length and correlation maps: see test/golden/propagation.README.md. */
import { expect, test } from "vitest";
import { type FixedPoint, fixedPoint } from "../../harness/theory/index.js";
import { readGolden } from "../golden/read.js";
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
