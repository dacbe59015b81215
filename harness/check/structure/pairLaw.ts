import type { Check } from "../check.js";
import { isSpoiled } from "../marginal/uniforms.js";
import { atLeast, twoDigits, unevenness } from "../power.js";
import { evenness } from "./equalCells.js";
import { BITS, hasPairs, MOST, PAIRINGS, pairCells, pairsOf } from "./normalPairs.js";

/** Cells along the radius, and along the angle. */
const SIDE = 16;
const SHIFT = BITS - 4;

/** The joint law of radius and angle: both are uniform, and independent. */
export const pairLaw: Check = {
  name: "pair_law",
  question: "Are the radius and the angle of a pair of normals uniform, and independent of each other?",
  tail: () => "approximate",
  applies: hasPairs(10_000),
  run(sample) {
    const looks = pairCells(sample).map(({ name, radii, angles }) => {
      const counts = new Float64Array(SIDE * SIDE);
      for (let k = 0; k < radii.length; k++) counts[(radii[k]! >>> SHIFT) * SIDE + (angles[k]! >>> SHIFT)]!++;
      return { name, ...evenness(counts, radii.length) };
    });
    const [worst] = looks.toSorted((a, b) => a.pValue - b.pValue);
    const { name, statistic, pValue } = worst!;
    return {
      pValue: isSpoiled(sample) ? Number.NaN : Math.min(1, looks.length * pValue),
      statistic,
      expected: `chi-square about ${SIDE * SIDE - 1}`,
      observed: `${twoDigits(statistic)}, ${name}`,
    };
  },
  detects: (prospect, looks) => {
    const shared = looks.map(({ level, growth }) => ({ level: level / PAIRINGS.length, growth }));
    const pairs = (growth: number): number => Math.min(MOST, pairsOf(prospect) * growth);
    const size = (growth: number): number => pairs(growth) / pairs(1);
    return `cells of radius and angle uneven by ${atLeast(100 * unevenness(pairs(1), SIDE * SIDE - 1, shared, size))}%`;
  },
};
