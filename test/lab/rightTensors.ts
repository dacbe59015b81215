/** Right tensors of every contract, at parameters and on shapes drawn at random, and what an audit without claims says of them. */

import { judgeFused } from "../../harness/audit/fused.js";
import { tensorIdentifier } from "../../harness/audit/identifiedTensor.js";
import { testsAtRest } from "../../harness/audit/judgeAtRest.js";
import { judgeMisfit } from "../../harness/audit/misfit.js";
import { nearest } from "../../harness/audit/nearest.js";
import { testContract } from "../../harness/audit/testContract.js";
import { judgeUnclaimed, TESTS_PER_TENSOR } from "../../harness/audit/verdict.js";
import { checks } from "../../harness/check/index.js";
import type { Entries } from "../../harness/check/sample.js";
import type { Expectation } from "../../harness/contract/expectation.js";
import { expectationOf, type Initializer, type Parameters } from "../../harness/contract/initializer.js";
import { surroundings } from "../../harness/program/surroundings.js";
import type { Dtype } from "../../harness/weights/dtype.js";
import { entriesOf } from "../right/entriesOf.js";
import { from53Bits, xoshiro128 } from "../right/index.js";

const { contracts } = surroundings;

/** Probabilities that a right tensor's own contract may fail it. */
export const LEVELS = [0.1, 1e-3] as const;
const LAYOUTS = ["oi", "io", "o", "oihw", "hwio"] as const;
const DTYPES: readonly Dtype[] = ["float32", "float16", "bfloat16"];
const LARGEST_FAN = 25_000;
/** Entries of most tensors, and of one in fifty. */
const MOST = 4_000;
const MOST_RARELY = 100_000;
/** Vectors of an orthogonal matrix: Gram and Schmidt are slow. */
const MOST_VECTORS = 48;

export interface Judged {
  readonly contract: string;
  readonly dtype: Dtype;
  readonly shape: string;
  readonly atDefaults: boolean;
  /** At each level: whether the own contract fails, and the audit's verdict. */
  readonly own: readonly boolean[];
  readonly verdicts: readonly string[];
  /** At the finer level. */
  readonly bestFit: string;
  readonly mistakes: readonly string[];
}

export interface Right {
  readonly initializer: Initializer;
  readonly atDefaults: boolean;
  readonly expected: Expectation;
  readonly dtype: Dtype;
  readonly entries: Entries;
}

/** Tensor `seed` of the measurement; undefined where the contract says nothing of the shape drawn, however often. */
export function drawRight(seed: number): Right | undefined {
  const uniform = from53Bits(xoshiro128(seed));
  const initializer = contracts[seed % contracts.length]!;
  for (let attempt = 0; attempt < 50; attempt++) {
    const atDefaults = uniform() < 0.5;
    const params = atDefaults ? {} : parametersOf(initializer, uniform);
    const layout = LAYOUTS[Math.floor(uniform() * LAYOUTS.length)]!;
    const dims = dimsOf(layout, uniform() < 0.02 ? MOST_RARELY : MOST, uniform);
    try {
      const expected = expectationOf(initializer, { shape: dims, layout, params });
      const vectors = Math.min(expected.shape.fanIn, expected.shape.outputs);
      if (expected.joint === "orthogonal" && vectors > MOST_VECTORS) continue;
      const dtype = DTYPES[Math.floor(uniform() * DTYPES.length)]!;
      return { initializer, atDefaults, expected, dtype, entries: entriesOf(expected, dtype, seed) };
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
  }
  return undefined;
}

export function judgeRight({ initializer, atDefaults, expected, dtype, entries }: Right): Judged {
  const { dims, layout } = expected.shape;
  const excerpt = { dims, entries, indexOf: (k: number) => k, isWhole: true };
  const look = tensorIdentifier(contracts, { layout, key: layout, known: new Map() }, (one, shape) =>
    expectationOf(one, { shape, layout }),
  );
  // The level is spent on the p-values that there are.
  const tests = Math.max(1, testsAtRest({ expected, dtype, entries }, checks, LEVELS[0] / TESTS_PER_TENSOR));
  const results = LEVELS.map((level) => {
    const evidence = { weight: { dtype, entries }, excerpt, share: level / tests };
    const seen = look(dims, evidence);
    const own = testContract(expected, evidence, "first failure");
    const alone = judgeUnclaimed(seen);
    const outcome = (alone.isMisfit ? judgeFused(seen) : undefined) ?? alone;
    const last = outcome.isMisfit
      ? judgeMisfit(nearest(seen.readings, seen.evidence.weight, new Set()).meant, seen)
      : outcome;
    return { own: !("unjudged" in own) && own.verdict === "fail", isMisfit: alone.isMisfit === true, last };
  });
  const last = results.at(-1)!.last;
  return {
    contract: initializer.name,
    dtype,
    shape: `${dims.join("x")} ${layout}`,
    atDefaults,
    own: results.map(({ own }) => own),
    verdicts: results.map(({ isMisfit, last: { verdict } }) =>
      isMisfit && verdict === "undetermined" ? "misfit" : verdict,
    ),
    bestFit: last.bestFit,
    mistakes: results.map(({ last: { diagnosis } }) => diagnosis?.mistake ?? ""),
  };
}

/** Numbers stretched by up to 20 either way, places moved; words stay what they are. */
function parametersOf({ parameters = {} }: Initializer, uniform: () => number): Parameters {
  const stretch = Math.exp((2 * uniform() - 1) * 3);
  const moved = Object.entries(parameters).map(([key, value]) => {
    if (typeof value !== "number") return [key, value];
    if (/^(sparsity|a|b|bound|lower|upper|fan_in)$/.test(key)) return [key, value];
    // About another mean a cut at absolute values is not symmetric, which no fit is.
    if (key === "mean" && Object.hasOwn(parameters, "a")) return [key, value];
    if (key === "mean" || key.startsWith("val") || key === "fill_value")
      return [key, uniform() < 0.5 ? value : 2 * uniform() - 1];
    return [key, value * stretch];
  });
  return Object.fromEntries(moved);
}

/** Sizes whose logarithms are uniform, until there are no more entries than `most`. */
function dimsOf(layout: string, most: number, uniform: () => number): readonly number[] {
  for (;;) {
    const dims = [...layout].map((letter) =>
      "hw".includes(letter) ? 1 + Math.floor(5 * uniform()) : Math.ceil(Math.exp(uniform() * Math.log(LARGEST_FAN))),
    );
    if (dims.reduce((product, d) => product * d, 1) <= most) return dims;
  }
}
