import { describe, expect, it } from "vitest";
import { checks } from "../../harness/check/index.js";
import { jobsFor, type PowerRow, rowOf, work } from "../lab/measurePower.js";
import { mutants } from "../mutants/index.js";

const REPS = 1;

describe("power", () => {
  const rows: PowerRow[] = [];

  it.each(mutants.flatMap((mutant) => jobsFor(mutant, REPS)).filter(({ promised }) => promised))(
    "$name is caught by every run at the size it is promised at",
    async (job) => {
      const row = rowOf(job, [await work({ ...job, seed: 0 })]);
      rows.push(row);
      expect(row.detected).toBe(1);
    },
  );

  it("at least 97% of the mistakes caught are named rightly", () => {
    const runs = rows.reduce((sum, { reps }) => sum + reps, 0);
    const named = rows.reduce((sum, row) => sum + row.reps * row.named, 0);
    expect(runs).toBeGreaterThan(0);
    expect(named / runs).toBeGreaterThanOrEqual(0.97);
  });

  it("no check is decoration: each catches something", () => {
    const caught = new Set(rows.flatMap(({ failed }) => failed));
    expect(checks.map(({ name }) => name).filter((name) => !caught.has(name))).toEqual([]);
  });
});
