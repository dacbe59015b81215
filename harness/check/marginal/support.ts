import { type Dtype, nextUp, roundTo } from "../../weights/dtype.js";
import type { Check } from "../check.js";
import { atLeast, POWER } from "../power.js";

const widened = (dtype: Dtype, bound: number): number =>
  Number.isFinite(bound) ? nextUp(dtype, roundTo(dtype, bound)) : bound;

/** Bounds are rounded to the dtype and widened by one step, because a correct sampler may round there. Both ends are closed. */
export const support: Check = {
  name: "support",
  question: "Does every entry lie within the bounds of its law?",
  tail: () => "invariant",
  applies: ({ expected }) => expected.joint === "independent" && expected.law.support.some(Number.isFinite),
  run({ random, moments, expected, dtype }) {
    const [low, high] = expected.law.support;
    const most = widened(dtype, high);
    const least = -widened(dtype, -low);
    let outside = 0;
    let worst = 0;
    const inside = moments.least >= least && moments.most <= most && Number.isFinite(moments.sums[0]);
    for (const part of inside ? [] : random) {
      for (const x of part) {
        if (x >= least && x <= most) continue;
        outside++;
        if (!(Math.abs(x) <= Math.abs(worst))) worst = x;
      }
    }
    return {
      pValue: outside === 0 ? 1 : 0,
      statistic: outside,
      expected: `within [${low}, ${high}]`,
      observed: outside === 0 ? "none outside" : `${outside} outside, such as ${worst}`,
    };
  },
  detects: ({ n }) => `values outside at ${atLeast(-Math.log1p(-POWER) / n)} an entry`,
};
