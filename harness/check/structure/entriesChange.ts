import { power } from "../../numeric/power.js";
import { largestCell } from "../cells.js";
import type { Check, Prospect } from "../check.js";
import { hasMoments } from "../marginal/applies.js";
import type { Entries, Sample } from "../sample.js";

/** Random entries whose law has no value of large probability: a coordinate of a point on the circle is often near 1. */
function isSpread({ expected: { joint, law, orthogonal }, dtype }: Prospect): boolean {
  if (joint === "independent") return hasMoments(law, dtype);
  const block = orthogonal?.matrices[0];
  return joint === "orthogonal" && block !== undefined && Math.max(block.rows, block.columns) >= 3;
}

/**
 * Places whose entry has one value under all T seeds. For each place the probability is sum p^T <= (largest p)^(T - 1), so for
 * some place it is at most that times the number of places.
 */
export const entriesChange: Check = {
  name: "entries_change",
  question: "Does every entry change with the seed?",
  tail: () => "exact",
  applies: (prospect) => prospect.reseeded && prospect.tensors >= 2 && prospect.n > 0 && isSpread(prospect),
  run(sample) {
    const { tensors, neighbours = [], dtype, expected } = sample;
    const all = [...tensors, ...neighbours];
    const places = unchanged(all, expected);
    const [first] = places;
    const chance = expected.shape.size * power(largestCell(expected.law, dtype), all.length - 1);
    return {
      pValue: first === undefined ? 1 : Math.min(1, chance),
      statistic: places.length,
      expected: "every entry changes",
      observed: first === undefined ? "every entry changes" : said(places, tensors[0]!, all.length),
    };
  },
  detects: () => "one entry that is the same under every seed",
};

const said = (places: readonly number[], tensor: Entries, seeds: number): string =>
  `${places.length} never ${places.length === 1 ? "changes" : "change"}: entry ${places[0]} is ${tensor[places[0]!]} under ${seeds} seeds`;

function unchanged([first, second, ...others]: readonly Entries[], { fixed }: Sample["expected"]): readonly number[] {
  const places: number[] = [];
  for (let k = 0; k < first!.length; k++) {
    const x = first![k]!;
    if (x === second![k] && fixed?.(k) === undefined && others.every((other) => other[k] === x)) places.push(k);
  }
  return places;
}
