import { poissonSf } from "../../numeric/index.js";
import { figure, shareSeen } from "../power.js";
import { BITS, hasPairs, MOST, PAIRINGS, pairCells, pairsOf } from "./normalPairs.js";
/** A radius and an angle of every pairing. */
const LOOKS = 2 * PAIRINGS.length;
/** A right generator of 23 bits has two states a cell, or three where rounding moves one over an edge: half as many again. */
const ALLOWANCE = 1.5;
/** Pairs that fall where one fell already, at most: less than Poisson, by Hoeffding (1956), above this mean. */
const mostOf = (pairs) => (ALLOWANCE * pairs * (pairs - 1)) / 2 / 2 ** BITS;
/** Coarse radii or angles behind fine normals: x^2 + y^2, or y / x, has few values though x and y have many. */
export const pairStates = {
    name: "pair_states",
    question: "Do the radius and the angle of a pair of normals have as many states as the entries?",
    tail: () => "exact",
    applies: hasPairs(1000),
    run(sample) {
        const looks = pairCells(sample).flatMap(({ name, radii, angles }) => [
            { what: "x^2 + y^2", cells: radii },
            { what: "y / x", cells: angles },
        ].map(({ what, cells }) => {
            const repeats = repeatsIn(cells);
            return { name, what, repeats, pairs: cells.length, pValue: poissonSf(repeats, mostOf(cells.length)) };
        }));
        const [worst] = looks.toSorted((a, b) => a.pValue - b.pValue);
        const { name, what, repeats, pairs, pValue } = worst;
        return {
            pValue: sample.values.some(Number.isNaN) ? Number.NaN : Math.min(1, LOOKS * pValue),
            statistic: repeats,
            expected: `at most about ${figure(mostOf(pairs))} repeats of ${pairs}`,
            observed: `${repeats} of ${pairs} values of ${what} are repeats (${name})`,
        };
    },
    detects: (prospect, looks) => {
        const pairs = (growth) => Math.min(MOST, pairsOf(prospect) * growth);
        const tail = (count, growth) => LOOKS * poissonSf(count, mostOf(pairs(growth)));
        // The states are as many as one in so many pairs of pairs has a state in common.
        const chance = shareSeen(looks, tail, (share, growth) => (share * pairs(growth) * (pairs(growth) - 1)) / 2);
        return `a radius or an angle of ${Math.floor(-Math.log2(chance))} bits`;
    },
};
const seen = new Int32Array(2 ** (BITS - 5));
/** Cells that came before. */
function repeatsIn(cells) {
    seen.fill(0);
    let repeats = 0;
    for (let k = 0; k < cells.length; k++) {
        const cell = cells[k];
        const [word, bit] = [cell >>> 5, 1 << (cell & 31)];
        if ((seen[word] & bit) !== 0)
            repeats++;
        seen[word] |= bit;
    }
    return repeats;
}
