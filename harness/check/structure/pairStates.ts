import { poissonSf } from "../../numeric/index.js";
import type { Check } from "../check.js";
import { isSpoiled } from "../marginal/uniforms.js";
import { shareSeen, twoDigits } from "../power.js";
import { BITS, hasPairs, MOST, PAIRINGS, pairCells, pairsOf } from "./normalPairs.js";

/** A radius and an angle for every pairing. */
const LOOKS = 2 * PAIRINGS.length;

/** A correct 23-bit generator has two states in a cell, or three if rounding moves one over an edge: half as many again. */
const ALLOWANCE = 1.5;

/**
 * An upper bound of the mean number of pairs that fall into an occupied cell: above it the count has a smaller tail than Poisson
 * (Hoeffding 1956).
 */
const mostOf = (pairs: number): number => (ALLOWANCE * pairs * (pairs - 1)) / 2 / 2 ** BITS;

/** Coarse radii or angles behind fine normals: x^2 + y^2, or y / x, has few values although x and y have many. */
export const pairStates: Check = {
  name: "pair_states",
  question: "Do the radius and the angle of a pair of normals have as many states as the entries?",
  tail: () => "exact",
  applies: hasPairs(1000),
  run(sample) {
    const looks = pairCells(sample).flatMap(({ name, radii, angles }) =>
      [
        { what: "x^2 + y^2", cells: radii },
        { what: "y / x", cells: angles },
      ].map(({ what, cells }) => {
        const repeats = repeatsIn(cells);
        return { name, what, repeats, pairs: cells.length, pValue: poissonSf(repeats, mostOf(cells.length)) };
      }),
    );
    const [worst] = looks.toSorted((a, b) => a.pValue - b.pValue);
    const { name, what, repeats, pairs, pValue } = worst!;
    return {
      pValue: isSpoiled(sample) ? Number.NaN : Math.min(1, LOOKS * pValue),
      statistic: repeats,
      expected: `at most about ${twoDigits(mostOf(pairs))} repeats of ${pairs}`,
      observed: `${repeats} of ${pairs} values of ${what} are repeats (${name})`,
    };
  },
  detects: (prospect, looks) => {
    const pairs = (growth: number): number => Math.min(MOST, pairsOf(prospect) * growth);
    const tail = (count: number, growth: number): number => LOOKS * poissonSf(count, mostOf(pairs(growth)));
    // The number of states is the reciprocal of the probability that two pairs have the same state.
    const chance = shareSeen(looks, tail, (share, growth) => (share * pairs(growth) * (pairs(growth) - 1)) / 2);
    return `a radius or an angle of ${Math.floor(-Math.log2(chance))} bits`;
  },
};

const seen = new Int32Array(2 ** (BITS - 5));

/** The number of cells that occurred before. */
function repeatsIn(cells: Uint32Array): number {
  seen.fill(0);
  let repeats = 0;
  for (let k = 0; k < cells.length; k++) {
    const cell = cells[k]!;
    const [word, bit] = [cell >>> 5, 1 << (cell & 31)];
    if ((seen[word]! & bit) !== 0) repeats++;
    seen[word]! |= bit;
  }
  return repeats;
}
