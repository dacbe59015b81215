/** The p-values of right laws: no check rejects more often than its level. */
import { expect, it } from "vitest";
import { nulls, pValuesOf, rowsOf, TOO_OFTEN } from "../lab/nulls.js";

const SAMPLES = 200;

it.each(nulls)("no check rejects a right $law law more often than its level", async ({ law }) => {
  const rows = rowsOf(law, await pValuesOf({ kind: "null", law, first: 0, count: SAMPLES }));
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.filter(({ z }) => !(z <= TOO_OFTEN))).toEqual([]);
});
