/**
 * Fits contracts that make entries dependent, with another gain or another share of zeros than documented. Everything
 * else is the documented contract's: its matrices, its diagonal, the axis along which zeros are counted.
 */

import { type Entries, randomEntries } from "../check/sample.js";
import { blocksOf } from "../contract/blocks.js";
import type { Expectation } from "../contract/expectation.js";
import { affine, standardNormal } from "../contract/law/index.js";
import type { AtRest } from "./atRest.js";
import type { Meaning } from "./candidate.js";
import { printed, spread } from "./fit.js";
import { roundest } from "./roundest.js";
import { chanceOf, substitutedSpread } from "./substitute.js";
import { summaryOf } from "./summary.js";

export interface Refitted {
  readonly name: string;
  readonly expected: Expectation;
}

/**
 * The contracts with the gain or the share that the entries have, if it is not the documented one; one for each kind of
 * dependence.
 */
export function refitted(meanings: readonly Meaning[], weight: Omit<AtRest, "expected">): readonly Refitted[] {
  const patterns = new Map<string, Meaning>();
  for (const meaning of meanings) {
    const { joint, fixed, shape } = meaning.expected;
    const isPattern = joint === "sparse" || (joint !== "independent" && scaleOf(meaning) !== undefined);
    const kind = `${joint} ${fixed !== undefined} ${shape.inputs} ${meaning.expected.orthogonal?.matrices.length}`;
    if (isPattern && !patterns.has(kind)) patterns.set(kind, meaning);
  }
  let summed: number | undefined;
  const squares = (): number => {
    summed ??= squaresOf(weight.entries);
    return summed;
  };
  return [...patterns.values()].flatMap((pattern) => {
    const { joint } = pattern.expected;
    const fit =
      joint === "orthogonal"
        ? ofGain(pattern, squares)
        : joint === "sparse"
          ? ofShare(pattern, weight)
          : onDiagonal(pattern, weight);
    return fit === undefined ? [] : [fit];
  });
}

function squaresOf(entries: Entries): number {
  let squares = 0;
  for (let k = 0; k < entries.length; k++) squares += entries[k]! * entries[k]!;
  return squares;
}

/** The parameter that multiplies every entry of a matrix with vectors of fixed length. */
const scaleOf = ({ parameters }: Meaning): string | undefined =>
  parameters.find((key) => key === "gain" || key.startsWith("std"));

/**
 * The sum of squares of an orthogonal matrix is exactly gain^2 times the number of vectors of its shorter side. One vector has a
 * length under any law, so it shows no gain; several vectors of one length do.
 */
function ofGain(meaning: Meaning, squares: () => number): Refitted | undefined {
  const { names, expected } = meaning;
  const { gain, matrices } = expected.orthogonal!;
  const vectors = matrices.reduce((sum, { rows, columns }) => sum + Math.min(rows, columns), 0);
  if (vectors < 2) return undefined;
  const found = Math.sqrt(squares() / vectors);
  if (!(found > 0 && Number.isFinite(found))) return undefined;
  return {
    name: printed(names[0]!, { [scaleOf(meaning)!]: roundest(found, found * (1 - SURE), found * (1 + SURE)) }),
    expected: { ...expected, law: affine(expected.law, found / gain), orthogonal: { gain: found, matrices } },
  };
}

/** The fitted gain is printed with the fewest digits within this relative distance of it. */
const SURE = 2e-4;

function onDiagonal({ names: [name], expected }: Meaning, { entries }: Omit<AtRest, "expected">): Refitted | undefined {
  const fixed = expected.fixed!;
  const at = entries.findIndex((_, k) => fixed(k) !== 0);
  const [found, documented] = [entries[at], fixed(at)];
  if (found === undefined || documented === undefined || !(found !== 0 && Number.isFinite(found))) return undefined;
  const valueAt = (k: number): number | undefined => {
    const value = fixed(k);
    return value === undefined ? undefined : (value / documented) * found;
  };
  return {
    name: printed(name!, { gain: String(Number(found.toPrecision(7))) }),
    expected: { ...expected, fixed: valueAt },
  };
}

/** Fits the number of zeros in the first column, and the standard deviation of the entries that are not 0. */
function ofShare(pattern: Meaning, { entries, dtype }: Omit<AtRest, "expected">): Refitted | undefined {
  const { names, expected } = pattern;
  const [block] = blocksOf(expected.shape);
  if (block === undefined || block.columns === 0) return undefined;
  let zerosPerColumn = 0;
  for (let row = 0; row < block.rows; row++) if (entries[block.at(row, 0)] === 0) zerosPerColumn++;
  if (zerosPerColumn === 0 || zerosPerColumn === block.rows) return undefined;
  const random = summaryOf(randomEntries(expected, [entries]), dtype);
  if (random.n < 2) return undefined;
  const { n, squares, mean } = random;
  const value = Math.sqrt((squares + n * mean * mean) / n);
  const figures = {
    sparsity: (zerosPerColumn / block.rows).toPrecision(3),
    [scaleOf(pattern) ?? "stddev"]: spread({ value, error: 1 / Math.sqrt(2 * n) }),
  };
  const law = affine(standardNormal, substitutedSpread(random, chanceOf(`sparse ${expected.shape.dims.join("x")}`)));
  return { name: printed(names[0]!, figures), expected: { ...expected, law, zerosPerColumn } };
}
