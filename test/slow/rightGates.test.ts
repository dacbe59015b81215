/** Right implementations pass whole gates: the reference with fresh seeds, and other routes from words to normals. */
import { describe, expect, it } from "vitest";
import { gatesOf, rightGateOf } from "../lab/wholeGates.js";
import { routeNames } from "../right/index.js";

const GATES = 20;

describe("whole gates", () => {
  it("the reference passes every gate with fresh seeds", async () => {
    const { failures, tests } = await gatesOf({ kind: "gates", first: 1_000_000, count: GATES });
    expect(tests).toBeGreaterThan(0);
    expect(failures).toEqual([]);
  });

  it.each(routeNames)("%s in float32 passes the default gate", async (route) => {
    expect((await rightGateOf({ kind: "right", route, dtype: "float32", seed: 1 })).failures).toEqual([]);
  });

  // Coarse entries take three times as long: every third route; `npm run lab calibrate` has them all.
  it.each(routeNames.filter((_, k) => k % 3 === 0))("%s in bfloat16 passes the default gate", async (route) => {
    expect((await rightGateOf({ kind: "right", route, dtype: "bfloat16", seed: 1 })).failures).toEqual([]);
  });
});
