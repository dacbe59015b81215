/** Far tails, tiny and huge parameters, against mpmath: see test/golden/README.md. */
import { expect, test } from "vitest";
import * as statistics from "../../harness/numeric/index.js";
import { readGolden } from "../golden/read.js";

const WITHIN = 5e-12;
const functions = statistics as unknown as Readonly<Record<string, (...of: number[]) => number>>;
const rows = readGolden("extremes.csv");

test.each([...new Set(rows.map((row) => row["function"]!))])("%s", (name) => {
  for (const point of rows.filter((row) => row["function"] === name)) {
    const of = [point["x"], point["y"], point["z"]].filter((cell) => cell !== "").map(Number);
    const miss = Math.abs(functions[name]!(...of) - Number(point["value"])) / Math.abs(Number(point["value"]));
    expect(miss, `${name}(${of.join(", ")})`).toBeLessThanOrEqual(WITHIN);
  }
});
