/** The hypothesis that only the place of the law is wrong, and the sample shows by how much. */
import type { Expectation } from "../expectation.js";
import { affine, type Law, standardDeviation, standardize } from "../law/index.js";
import type { Hypothesis } from "./hypotheses.js";

/** The contract's form moved to where the sample lies: a bounded one to the middle of its extremes, else to its mean. */
export function shifted({ law }: Expectation, values: ArrayLike<number>): Hypothesis {
  const place = Number.isFinite(law.support[1] - law.support[0]) ? midrangeOf(values) : meanOf(values);
  const moved = affine(standardize(law), standardDeviation(law), place - middleOf(law) + law.mean);
  return {
    mistake: "shifted-mean",
    words: `mean ${Number(moved.mean.toPrecision(4))} for ${law.mean}`,
    law: moved,
    changes: 1,
  };
}

const middleOf = ({ support: [low, high], mean }: Law): number =>
  Number.isFinite(high - low) ? (low + high) / 2 : mean;

function midrangeOf(values: ArrayLike<number>): number {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < values.length; i++) {
    low = Math.min(low, values[i]!);
    high = Math.max(high, values[i]!);
  }
  return (low + high) / 2;
}

function meanOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / values.length;
}
