import { expect, test } from "vitest";
import { philox4x32 } from "../../harness/random/index.js";
import { readGolden } from "../golden/read.js";

const hex = (row: Record<string, string>, ...keys: string[]): number[] =>
  keys.map((key) => Number.parseInt(row[key]!, 16));

test("Philox4x32-10 gives the known answers", () => {
  const rows = readGolden("philox4x32_10.csv");
  expect(rows.length).toBeGreaterThan(30);
  for (const row of rows) {
    const [c0, c1, c2, c3] = hex(row, "c0", "c1", "c2", "c3");
    const [k0, k1] = hex(row, "k0", "k1");
    expect(philox4x32([c0!, c1!, c2!, c3!], [k0!, k1!])).toEqual(hex(row, "r0", "r1", "r2", "r3"));
  }
});
