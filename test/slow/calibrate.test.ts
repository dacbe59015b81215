import { describe, expect, it } from "vitest";
import { nulls, pValuesOf, rowsOf, TOO_OFTEN } from "../lab/nulls.js";
import { gatesOf, rightGateOf } from "../lab/wholeGates.js";
import { routeNames } from "../right/index.js";

const SAMPLES = 200;
const GATES = 20;

describe("calibration", () => {
  it.each(nulls)("no check rejects a right $law law more often than its level", async ({ law }) => {
    const rows = rowsOf(law, await pValuesOf({ kind: "null", law, first: 0, count: SAMPLES }));
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter(({ z }) => !(z <= TOO_OFTEN))).toEqual([]);
  });

  it("the reference passes every gate with fresh seeds", async () => {
    const { failures, tests } = await gatesOf({ kind: "gates", first: 1_000_000, count: GATES });
    expect(tests).toBeGreaterThan(0);
    expect(failures).toEqual([]);
  });

  it.each(routeNames.flatMap((route) => (["float32", "bfloat16"] as const).map((dtype) => ({ route, dtype }))))(
    "$route in $dtype passes the default gate",
    async ({ route, dtype }) => {
      expect((await rightGateOf({ kind: "right", route, dtype, seed: 1 })).failures).toEqual([]);
    },
  );
});
