/** One mutant a mistake, the first that is cheap: caught, and named. test/slow/power.test.ts gates them all. */
import { describe, expect, it } from "vitest";
import { gateMutant } from "../lab/gateMutant.js";
import { MISTAKES, mutants, OF_FILES } from "../mutants/index.js";

const CHEAP = 50_000;

describe("the known-wrong corpus", () => {
  const cheap = mutants.filter(({ unseen, seenAt }) => unseen === undefined && (seenAt?.samples ?? 0) < CHEAP);
  const telling = MISTAKES.filter((mistake) => !OF_FILES.includes(mistake)).map(
    (mistake) => cheap.find((mutant) => mutant.mistake === mistake)!,
  );
  it.each(telling)("$name is caught, and named $mistake", async (mutant) => {
    const { detected, named, diagnosis } = await gateMutant(mutant, mutant.seenAt ?? {}, 0);
    expect({ detected, named, diagnosis }).toEqual({ detected: true, named: true, diagnosis: expect.any(String) });
  });
});
