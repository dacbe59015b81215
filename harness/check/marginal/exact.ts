import { type Dtype, roundTo } from "../../weights/dtype.js";
import type { Check } from "../check.js";

export const exact: Check = {
  name: "exact",
  question: "Is every entry with a fixed value exactly that value?",
  tail: () => "invariant",
  applies: ({ expected }) => expected.fixed !== undefined,
  run({ tensors, expected, dtype }) {
    const { fixedWithin = 0 } = expected;
    let wrong = 0;
    let first = "";
    for (const tensor of tensors) {
      tensor.forEach((x, index) => {
        const value = expected.fixed?.(index);
        if (value === undefined || isValue(x, value, dtype)) return;
        if (fixedWithin > 0 && Math.abs(x - value) <= Math.abs(value) * fixedWithin) return;
        if (wrong++ === 0) first = `${Object.is(x, -0) ? "-0" : x} at ${index} for ${value}`;
      });
    }
    return {
      pValue: wrong === 0 ? 1 : 0,
      statistic: wrong,
      expected: "the fixed values",
      observed: wrong === 0 ? "the fixed values" : `${wrong} others, first ${first}`,
    };
  },
  detects: () => "any entry that differs by one bit",
};

/**
 * Whether x is the value rounded to the dtype, directly or by way of float32. A constant 0 must be +0: -0 is another bit pattern,
 * and 1/x shows it; a negative value that is rounded to 0 may be either.
 */
const isValue = (x: number, value: number, dtype: Dtype): boolean =>
  value === 0 ? Object.is(x, 0) : x === roundTo(dtype, value) || x === roundTo(dtype, Math.fround(value));
