/** A few entries that are impossible under the law, or no entries where it must have some. */

import { deviationBeforeTheCut, type Law } from "../../../contract/law/index.js";
import { normalSf } from "../../../numeric/index.js";
import { momentsOf } from "../moments.js";
import { lawHolds } from "./lawHolds.js";
import { failedAny, type Recognised, type Recogniser, valuesOf } from "./recogniser.js";

/** A larger share is more than a few. */
const SHARE = 0.01;
/** Standard deviations that no sample of an unbounded law reaches. */
const IMPOSSIBLE = 6.5;
/** Some stray of a bounded law exceeds its bound by this factor; otherwise only the bound is wrong. */
const BEYOND = 1.2;
/** Rounding of a bound, relative. */
const BEYOND_BOUND = 0.01;
/** Just inside the bound, where its density is that at the bound. */
const AT_LIMIT = 0.999;
/** If a wider bound would give this many times more strays than there are, the bound is not wider. */
const FEWER = 10;
/** A tail that thins out has more entries between this share of the reach and the reach than beyond it. */
const INSIDE = 2 / 3;
/** Tolerance of the relative variance of the other entries. */
const RIGHT = 0.1;
/** Tolerance of their relative fourth moment. */
const TAILS = 0.3;

/** Whether the strays are far fewer than a law would have whose bound is the furthest of them. */
function isSparse(law: Law, share: number, furthest: number): boolean {
  const limit = law.support[1] - law.mean;
  if (!Number.isFinite(limit)) return false;
  const atLimit = law.density(law.mean + AT_LIMIT * limit);
  return share < (2 * atLimit * (furthest - limit)) / FEWER;
}

/** Whether so many lie beyond the bound as would without the truncation. */
function isUncut(law: Law, strays: number, entries: number): boolean {
  const reach = (law.support[1] - law.mean) / deviationBeforeTheCut(law);
  return Number.isFinite(reach) && strays > (2 * normalSf(reach) * entries) / FEWER;
}

export const outliers: Recogniser = (input) => {
  const { law, joint } = input.expected;
  if (joint === "exact" || !(law.variance > 0)) return undefined;
  const values = valuesOf(input);
  const reach = Math.min(IMPOSSIBLE * Math.sqrt(law.variance), (1 + 1e-6) * (law.support[1] - law.mean));
  const isStray = (x: number): boolean => Math.abs(x - law.mean) > reach;
  const strays = values.filter(isStray);
  if (strays.length === 0 || strays.length > SHARE * values.length) return undefined;
  const furthest = Math.max(...strays.map((x) => Math.abs(x - law.mean)));
  if (furthest <= BEYOND * reach && !isSparse(law, strays.length / values.length, furthest)) return undefined;
  if (law.family === "truncated_normal" && isUncut(law, strays.length, values.length)) return undefined;
  if (!Number.isFinite(law.support[1])) {
    const near = law.mean + INSIDE * reach;
    const inside = values.filter((x) => !isStray(x) && Math.abs(x - law.mean) > INSIDE * reach).length;
    const chance = 2 * law.sf(near) * values.length;
    if (inside > chance + 3 * Math.sqrt(chance) + 3 * strays.length) return undefined;
  }
  const rest = momentsOf(values.filter((x) => !isStray(x)));
  if (Math.abs(rest.variance / law.variance - 1) > RIGHT) return undefined;
  // Heavy tails mean another law, not strays.
  if (Math.abs(rest.kurtosis / law.moment(4) - 1) > TAILS) return undefined;
  const evidence = `${strays.length} of ${values.length} values are impossible, such as ${strays[0]}`;
  return { mistake: "outliers", evidence };
};

/** Every value lies on one side of the mean, although the law has both. */
export const oneSided: Recogniser = (input) => {
  const { law, joint } = input.expected;
  if (joint !== "independent") return undefined;
  const values = valuesOf(input);
  const sign = Math.sign(values[0]! - law.mean);
  if (values.length < 100 || !values.every((x) => sign * (x - law.mean) >= 0)) return undefined;
  // Half of the law lies within its bounds.
  const [low, high] = law.support.map((end) => end + Math.sign(end) * BEYOND_BOUND * Math.abs(end));
  if (!values.every((x) => x >= low! && x <= high!)) return undefined;
  return { mistake: "half-range", evidence: `every value lies ${sign > 0 ? "above" : "below"} ${law.mean}` };
};

/** If the largest deviation is so small with at most this probability, the law was cut. */
const NO_CHANCE = 1e-6;

/** The right law without its tails, or without one of them. */
export const noTails: Recogniser = (input) => {
  const { law, joint } = input.expected;
  if (joint !== "independent" || Number.isFinite(law.support[1])) return undefined;
  const values = valuesOf(input);
  const [above, below] = values.reduce(
    ([most, least], x) => [Math.max(most, x - law.mean), Math.max(least, law.mean - x)] as const,
    [0, 0] as readonly [number, number],
  );
  const isCut = (deviation: number, sides: number): boolean =>
    values.length * Math.log1p(-sides * law.sf(law.mean + deviation)) < Math.log(NO_CHANCE);
  const sds = (deviation: number): string => (deviation / Math.sqrt(law.variance)).toPrecision(3);
  const none = `none of ${values.length} values lies`;
  const truncated = (evidence: string): Recognised => ({ mistake: "truncated-not-normal", evidence });
  const furthest = Math.max(above, below);
  if (isCut(furthest, 2)) return truncated(`${none} beyond ${sds(furthest)} standard deviations`);
  // Another mean shifts both ends, and by more than a missing tail shifts the mean.
  if (!failedAny(input, "tail_sign") || !lawHolds(input)) return undefined;
  if (isCut(below, 1)) return truncated(`${none} below -${sds(below)} standard deviations`);
  return isCut(above, 1) ? truncated(`${none} above ${sds(above)} standard deviations`) : undefined;
};
