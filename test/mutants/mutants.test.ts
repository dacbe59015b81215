import { describe, expect, it } from "vitest";
import { mistakes } from "../../harness/gate/diagnose/index.js";
import { gateMutant } from "../lab/gateMutant.js";
import { MISTAKES, mutants, OF_FILES } from "./index.js";

describe("the known-wrong corpus", () => {
  it("has a mutant for every named mistake, and a name for every mutant's", () => {
    const named = [...mutants.map(({ mistake }) => mistake), ...OF_FILES];
    expect([...new Set(named)].sort()).toEqual([...MISTAKES].sort());
  });

  it("knows the mistakes that the diagnosis knows", () => {
    expect(mistakes.map(({ id }) => id).toSorted()).toEqual([...MISTAKES].sort());
  });

  it("gives every mutant a name of its own", () => {
    expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length);
  });

  // Five of the commonest; test/slow/mutants.test.ts has one a mistake, and power.test.ts all.
  it.each(["he-normal-fan-out", "he-truncated-uncorrected", "he-uniform-half-range", "seed-ignored", "rows-identical"])(
    "%s is caught, and named",
    async (name) => {
      const mutant = mutants.find((one) => one.name === name)!;
      const { detected, diagnosis } = await gateMutant(mutant, mutant.seenAt ?? {}, 0);
      expect({ detected, diagnosis }).toEqual({ detected: true, diagnosis: mutant.mistake });
    },
  );

  // The cheapest of those that have passed a gate once; test/slow/reported.test.ts has them all, and more shapes.
  it.each([
    "near-seeds-correlated",
    "seed-plus-index",
    "small-values-redrawn",
    "last-entry-of-odd-sizes",
    "limit-without-root",
    "zeros-negative",
  ])("%s no longer passes, and is named", async (name) => {
    const mutant = mutants.find((one) => one.name === name)!;
    const { detected, diagnosis } = await gateMutant(mutant, mutant.seenAt ?? {}, 0);
    expect({ detected, diagnosis }).toEqual({ detected: true, diagnosis: mutant.mistake });
  });

  it.each([
    ["he-normal-no-gain", "missing-gain"],
    ["lecun-normal-sd-1-over-n", "variance-as-sd"],
  ])("%s is named %s at every default matrix with a fan above 1", async (name, mistake) => {
    const mutant = mutants.find((one) => one.name === name)!;
    for (const shape of [
      [3, 5],
      [7, 13],
      [78, 130],
      [1000, 1],
    ]) {
      const { detected, diagnosis } = await gateMutant(mutant, { shape }, 0);
      expect({ shape, detected, diagnosis }).toEqual({ shape, detected: true, diagnosis: mistake });
    }
  });
});
