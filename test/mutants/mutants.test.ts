import { describe, expect, it } from "vitest";
import { mistakes } from "../../harness/diagnose/index.js";
import { gateMutant } from "../tools/gateMutant.js";
import { isLarge } from "../tools/measurePower.js";
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

  // The few that need millions of entries are gated by the slow tests.
  const promised = mutants.filter((mutant) => mutant.unseen === undefined && !isLarge(mutant));
  it.each(promised)("$name is caught", async (mutant) => {
    const { detected } = await gateMutant(mutant, mutant.seenAt ?? {}, 0);
    expect(detected).toBe(true);
  });
});
