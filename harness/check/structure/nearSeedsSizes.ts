import { binomialCdf, binomialSf } from "../../numeric/index.js";
import type { Check } from "../check.js";
import { binomialShareSeen } from "../counts.js";
import { isCoarse } from "../marginal/uniforms.js";
import { KINDS, nearEntriesOf, nearPairs } from "../near.js";
import { atLeast, twoDigits, twoSided } from "../power.js";
import { independentEntries } from "./applies.js";

/**
 * Places at which an entry and that of a near seed are both in the outer half of the law, or both in the inner one: fair coins. Seeds
 * that share the radii of Box and Muller's pairs, and not the angles, show it; their correlation is 0.
 */
export const nearSeedsSizes: Check = {
  name: "near_seeds_sizes",
  question: "Do magnitudes not agree between near seeds?",
  // Rounding moves the quartiles by a part of a cell.
  tail: ({ expected: { law }, dtype }) => (isCoarse(law, dtype) ? "approximate" : "exact"),
  applies: (prospect) =>
    prospect.reseeded && prospect.tensors >= 2 && independentEntries(1000)(prospect) && nearEntriesOf(prospect) >= 1000,
  run(sample) {
    const { law } = sample.expected;
    const [low, high] = [law.quantile(0.25), law.quantile(0.75)];
    const [agree, counts] = [new Float64Array(KINDS.length), new Float64Array(KINDS.length)];
    for (const { first, near, kind } of nearPairs(sample)) {
      let [same, spoiled] = [0, false];
      for (let k = 0; k < first.length; k++) {
        const [x, y] = [first[k]!, near[k]!];
        if ((x < low || x > high) === (y < low || y > high)) same++;
        spoiled ||= Number.isNaN(x) || Number.isNaN(y);
      }
      agree[kind]! += spoiled ? Number.NaN : same;
      counts[kind]! += first.length;
    }
    const looks = KINDS.map((bit, kind) => {
      const [k, n] = [agree[kind]!, counts[kind]!];
      return { bit, k, n, pValue: twoSided(binomialCdf(k, n, 0.5), binomialSf(k, n, 0.5)) };
    });
    const worst = looks.reduce((a, b) => (b.pValue < a.pValue || Number.isNaN(b.pValue) ? b : a));
    return {
      pValue: Math.min(1, looks.length * worst.pValue),
      statistic: worst.k,
      expected: `${worst.n / 2} of ${worst.n}`,
      observed: `${twoDigits((100 * worst.k) / worst.n)}% of the places with the ${worst.bit} bit flipped`,
    };
  },
  detects: (prospect, looks) =>
    `magnitudes that agree in ${atLeast(100 * binomialShareSeen(nearEntriesOf(prospect), 0.5, looks, KINDS.length))}% of the places`,
};
