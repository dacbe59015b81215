/**
 * A plan is a list of independent cases with stable ids, and the budget they share. It is plain data: any runner can run any
 * case.
 */

import type { Check, Prospect } from "../check/check.js";
import type { Expectation } from "../contract/expectation.js";
import { expectationOf, type Initializer, type Parameters } from "../contract/initializer.js";
import { formatShape } from "../contract/layout.js";
import { openStream, wordAt } from "../random/index.js";
import type { Dtype } from "../weights/dtype.js";
import { type Budget, budgetOf, growthOf } from "./budget.js";

/** One subject's initializer on one shape: everything needed to judge it, as plain data. */
export interface Case {
  readonly index: number;
  /** The contract that judges. */
  readonly contract: string;
  /** The subject's name for it. */
  readonly asked: string;
  readonly shape: readonly number[];
  readonly layout: string;
  readonly groups: number;
  /** Fans that the shape does not show. */
  readonly fanIn?: number;
  readonly fanOut?: number;
  /** Parameters of the contract: its defaults and those that the user set. */
  readonly params: Parameters;
  /** The parameters that the user set, if they are not all of `params`: a replay must state them. */
  readonly given?: Parameters;
  /** What is sent to the subject, if it differs from `asked` and `params`. */
  readonly sends?: { readonly initializer: string; readonly params: Parameters };
  readonly dtype: Dtype;
  /** The seed of the run. */
  readonly seed: number;
  /** The number of random entries wanted in the first stage. */
  readonly samples: number;
}

export interface Plan {
  readonly cases: readonly Case[];
  readonly budget: Budget;
}

/** The fewest tensors of a case: one draw cannot show that the seed matters. */
const FEWEST_TENSORS = 2;
/** A square orthogonal matrix has one sign of the determinant: with fewer matrices, all signs may be equal by chance. */
const FEWEST_SQUARES = 12;
/** Larger squares take long to draw, so they get more tensors only if the user asks for more samples. */
const LARGE_SQUARE = 2 ** 16;
const MOST_TENSORS = 65_536;
/** The most entries of a later stage in memory; the first stage has at least two tensors, however large. */
const MOST_ENTRIES = 2 ** 23;

/** Identifies a case within a run and names its random streams: it does not depend on the other cases. */
export function caseId({ contract, shape, layout, groups, fanIn, fanOut, params, dtype }: Case): string {
  const settings = Object.keys(params)
    .sort()
    .map((key) => `${key}=${params[key]}`);
  const fans = [
    fanIn === undefined ? [] : [`fan_in=${fanIn}`],
    fanOut === undefined ? [] : [`fan_out=${fanOut}`],
  ].flat();
  return [contract, formatShape(shape), layout, `g${groups}`, dtype, ...fans, ...settings].join(" ");
}

/** The number of tensors that have this many random entries. */
export function tensorsFor(expected: Expectation, samples: number): number {
  const each = randomCount(expected);
  const enough = Math.max(fewestTensors(expected), Math.ceil(samples / each));
  return each === 0 ? FEWEST_TENSORS : Math.min(MOST_TENSORS, enough);
}

function fewestTensors({ orthogonal, shape }: Expectation): number {
  const [block] = orthogonal?.matrices ?? [];
  const isSquare = block !== undefined && block.rows === block.columns;
  return isSquare && shape.size <= LARGE_SQUARE ? FEWEST_SQUARES : FEWEST_TENSORS;
}

/** The number of tensors in each stage: multiples of the first stage, as far as memory allows. */
export function stageSizes(expected: Expectation, samples: number, stages: number): readonly number[] {
  const first = tensorsFor(expected, samples);
  const most = Math.max(first, Math.min(MOST_TENSORS, Math.floor(MOST_ENTRIES / Math.max(1, expected.shape.size))));
  return Array.from({ length: stages }, (_, stage) => Math.min(growthOf(stage) * first, most));
}

/** Random entries of one tensor. */
export function randomCount({ joint, shape, fixed, zerosPerColumn = 0 }: Expectation): number {
  if (joint === "exact") return 0;
  if (joint === "sparse") return shape.size - zerosPerColumn * shape.outputs * shape.groups;
  if (fixed === undefined) return shape.size;
  let count = 0;
  for (let index = 0; index < shape.size; index++) if (fixed(index) === undefined) count++;
  return count;
}

export function prospectOf(one: Case, expected: Expectation): Prospect {
  const tensors = tensorsFor(expected, one.samples);
  return { expected, dtype: one.dtype, n: tensors * randomCount(expected), tensors, reseeded: true };
}

/** The plan for these cases: the budget counts every p-value that any of them may need. */
export function planOf(
  cases: readonly Case[],
  alpha: number,
  checks: readonly Check[],
  contractOf: (one: Case) => Initializer,
): Plan {
  const tests = cases.map((one) => testsOf(one, checks, contractOf(one)));
  return {
    cases,
    budget: budgetOf(
      alpha,
      tests.reduce((sum, n) => sum + n, 0),
    ),
  };
}

/** The number of p-values of one case: one for each applicable check with a null law; invariants have no false alarms. */
export function testsOf(one: Case, checks: readonly Check[], contract: Initializer): number {
  const prospect = prospectOf(one, expectationOf(contract, one));
  return checks.filter((check) => check.applies(prospect) && check.tail(prospect) !== "invariant").length;
}

/**
 * The seeds of a case's tensors: draw k of the case, in whatever stage, has a seed of its own, and no two are equal. A bijection
 * scatters consecutive seeds over 31 bits, so that a generator that is weak for adjacent seeds does not fail for that.
 */
export function seedsOf(one: Case, first: number, count: number): number[] {
  const base = wordAt(openStream(one.seed, `seeds of ${caseId(one)}`), 0);
  return Array.from({ length: count }, (_, k) => scatter((base + first + k) & 0x7fffffff));
}

/** The request to the subject. */
export const requestOf = (one: Case, seed: number | null) => {
  const { asked: initializer, params, shape, layout, groups, fanIn, fanOut, dtype, sends } = one;
  const fans = { ...(fanIn === undefined ? {} : { fanIn }), ...(fanOut === undefined ? {} : { fanOut }) };
  return { initializer, params, ...sends, shape, layout, groups, ...fans, dtype, seed };
};

/** A bijection of 31-bit numbers: odd multiplications and xors with right shifts are invertible. */
function scatter(x: number): number {
  let y = x ^ (x >>> 16);
  y = Math.imul(y, 0x21f0aaad) & 0x7fffffff;
  y ^= y >>> 15;
  y = Math.imul(y, 0x735a2d97) & 0x7fffffff;
  return y ^ (y >>> 15);
}

/**
 * The seeds that differ from this one in the lowest and in the highest bit: if a seed is halved, rounded or cut to fewer bits,
 * one of them gives the same weights.
 */
export const neighboursOf = (seed: number): readonly number[] => [seed ^ 1, seed ^ (1 << 30)];

/** What no sample of this shape can show, in words. */
export function blindSpots({ scaling, shape }: Expectation): readonly string[] {
  if (scaling === undefined || scaling.fan === "none" || shape.fanIn !== shape.fanOut) return [];
  return [`${formatShape(shape.dims)} has fan_in = fan_out: it cannot show swapped or averaged fans`];
}
