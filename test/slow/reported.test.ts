/** Wrong initializers that were reported to pass, or to be misnamed: gated on four shapes, some of which are too small to show some of them. */
import { describe, expect, it } from "vitest";
import { gateMutant } from "../lab/gateMutant.js";
import type { Mistake } from "../mutants/index.js";
import { mutants } from "../mutants/index.js";

const SMALL = ["78x130", "64x64"];
const LARGE = ["300x500", "301x501"];
const ALL = [...SMALL, ...LARGE];

/** The mutant, the shapes that must show it, and the names that are right. */
const reported: readonly (readonly [string, readonly string[], readonly Mistake[]])[] = [
  ["near-seeds-correlated", ALL, ["seed-reused"]],
  ["seed-plus-index", ALL, ["seed-reused"]],
  ["small-values-redrawn", ALL, ["other-law"]],
  ["some-zeros-fewer", LARGE, ["other-law"]],
  ["antithetic-half", ALL, ["correlated-entries", "few-states"]],
  ["box-muller-radius-of-12-bits", ALL, ["few-states"]],
  ["lagged-fibonacci-24-55", ALL, ["correlated-entries"]],
  ["mean-drifts", LARGE, ["correlated-entries"]],
  ["large-fan-in-eights", ["300x500"], ["wrong-scale"]],
  ["last-entry-of-odd-sizes", ["301x501"], ["never-changes"]],
  ["columns-of-one-length", ALL, ["correlated-entries"]],
  ["variance-made-exact", ALL, ["correlated-entries"]],
  ["mixture-of-scales-1-and-2", LARGE, ["other-law"]],
  ["limit-without-root", ALL, ["limit-without-root"]],
  ["fan-of-a-quarter", ALL, ["fan-scaled"]],
  ["orthogonal-of-determinant-1", ["64x64"], ["not-haar"]],
  ["orthogonal-one-reflector", ALL, ["not-haar"]],
];

describe.each(reported)("%s", (name, shapes, names) => {
  const mutant = mutants.find((one) => one.name === name)!;
  it.each(ALL)("at %s", async (shape) => {
    const caught = await gateMutant(mutant, { shape: shape.split("x").map(Number) }, 0);
    if (shapes.includes(shape)) expect(caught).toMatchObject({ detected: true });
    if (caught.detected) expect(names).toContain(caught.diagnosis);
  });
});
