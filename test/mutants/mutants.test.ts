import { describe, expect, it } from "vitest";
import { mistakes } from "../../harness/diagnose/index.js";
import { gateMutant } from "../tools/gateMutant.js";
import { MISTAKES, mutants } from "./index.js";

describe("the known-wrong corpus", () => {
  it("has a mutant for every named mistake, and a name for every mutant's", () => {
    expect([...new Set(mutants.map(({ mistake }) => mistake))].sort()).toEqual([...MISTAKES].sort());
  });

  it("knows the mistakes that the diagnosis knows", () => {
    expect(mistakes.map(({ id }) => id).toSorted()).toEqual([...MISTAKES].sort());
  });

  it("gives every mutant a name of its own", () => {
    expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length);
  });

  // One a mistake, the first that is cheap; test/slow/power.test.ts gates them all.
  const CHEAP = 50_000;
  const cheap = mutants.filter(({ unseen, seenAt }) => unseen === undefined && (seenAt?.samples ?? 0) < CHEAP);
  const telling = MISTAKES.map((mistake) => cheap.find((mutant) => mutant.mistake === mistake)!);
  it.each(telling)("$name is caught, and named $mistake", async (mutant) => {
    const { detected, named, diagnosis } = await gateMutant(mutant, mutant.seenAt ?? {}, 0);
    expect({ detected, named, diagnosis }).toEqual({ detected: true, named: true, diagnosis: expect.any(String) });
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
