/**
 * `free(NAME)`: the law of NAME with any scale. The shape of the law is tested, at a fitted scale chosen so that the
 * p-values are right; the scale is printed.
 */

import type { Expectation } from "../contract/expectation.js";
import { formatContract, parseContract } from "../contract/index.js";
import { affine, isSymmetric, type Law, standardDeviation } from "../contract/law/index.js";
import { fourDigits } from "../record/numberText.js";
import { chanceOf, substitutedEnd, substitutedSpread } from "./substitute.js";
import type { Summary } from "./summary.js";

/** The contract between the parentheses of `free(...)`, and whether there were any. */
export function parseFree(text: string): { readonly text: string; readonly isFree: boolean } {
  if (!text.startsWith("free")) return { text, isFree: false };
  const { name, of, parameters } = parseContract(text);
  if (name !== "free") return { text, isFree: false };
  if (of === undefined || parameters.length > 0) {
    throw new RangeError("contract free: must name a contract, such as free(random_normal)");
  }
  return { text: of, isFree: true };
}

export const formatFree = (name: string): string => formatContract({ name: "free", parameters: [], of: name });

/** The expectation that is tested, and the fitted scale in words. */
export interface FreeScale {
  readonly expected: Expectation;
  readonly scale: string;
}

/** Throws a RangeError of one line for a law without a scale. */
export function withFreeScale(expected: Expectation, summary: Summary): FreeScale {
  const { joint, law, shape, orthogonal } = expected;
  const { n, mean, squares } = summary;
  const second = squares + n * mean * mean;
  if (joint === "orthogonal" && orthogonal !== undefined && second > 0) {
    if (n < shape.size)
      throw new RangeError(`free: an orthogonal weight must be read whole, got ${n} of ${shape.size} entries`);
    const short = orthogonal.matrices.reduce((sum, { rows, columns }) => sum + Math.min(rows, columns), 0);
    // The squares of an orthogonal matrix sum to exactly its short side times the square of its gain.
    const gain = Math.sqrt(second / short);
    const scaled = affine(law, gain / orthogonal.gain);
    return {
      expected: { ...expected, law: scaled, orthogonal: { ...orthogonal, gain } },
      scale: `gain ${fourDigits(gain)}`,
    };
  }
  const isCentred = joint === "independent" && isSymmetric(law) && law.mean === 0;
  if (!isCentred || !(second > 0)) {
    throw new RangeError(`free: must be of a law with a scale, symmetric about 0 or orthogonal, got ${law.family}`);
  }
  const chance = chanceOf(`free ${law.family} ${shape.layout} ${shape.dims.join("x")}`);
  const tested = Number.isFinite(law.support[1])
    ? affine(unitOf(law), substitutedEnd(summary, unitOf(law), chance))
    : affine(law, substitutedSpread(summary, chance) / standardDeviation(law));
  const { scaling: _, variants: __, ...rest } = expected;
  return { expected: { ...rest, law: tested }, scale: `standard deviation ${fourDigits(Math.sqrt(second / n))}` };
}

/** The law scaled to [-1, 1]. */
const unitOf = (law: Law): Law => affine(law, 1 / law.support[1]);
