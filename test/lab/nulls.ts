/** How often each check rejects samples that follow their law. */

import { checks } from "../../harness/check/index.js";
import { expectationOf, type Parameters } from "../../harness/contract/initializer.js";
import { prospectOf } from "../../harness/gate/plan.js";
import { casesOf } from "../../harness/gate/resolveRequest.js";
import { binomialCdf, binomialSf, normalQuantileSf } from "../../harness/numeric/index.js";
import { surroundings } from "../../harness/program/surroundings.js";
import { referenceSubject } from "../../harness/subject/reference.js";
import type { Dtype } from "../../harness/weights/dtype.js";
import { contractOf, judgeCase } from "./gateMutant.js";

/** A law, and the initializer that draws it. */
export interface Null {
  readonly law: string;
  readonly initializer: string;
  readonly params?: Parameters;
  readonly dtype?: Dtype;
  /** Absent: 54x94. */
  readonly shape?: readonly number[];
}

export const nulls: readonly Null[] = [
  { law: "normal", initializer: "he_normal" },
  { law: "uniform", initializer: "glorot_uniform" },
  { law: "truncated_normal", initializer: "truncated_normal" },
  { law: "orthogonal", initializer: "orthogonal" },
  { law: "sparse", initializer: "sparse" },
  { law: "normal float16", initializer: "he_normal", dtype: "float16" },
  { law: "normal bfloat16", initializer: "he_normal", dtype: "bfloat16" },
  { law: "uniform bfloat16", initializer: "glorot_uniform", dtype: "bfloat16" },
  { law: "truncated_normal bfloat16", initializer: "truncated_normal", dtype: "bfloat16" },
  { law: "normal 7x13", initializer: "he_normal", shape: [7, 13] },
  { law: "orthogonal 3x5", initializer: "orthogonal", shape: [3, 5] },
];

export const LEVELS = [0.05, 0.01, 0.001] as const;
/** Two tensors of 5,076 entries. */
const SHAPE = [54, 94];
/** Nothing is rejected, so nothing is drawn twice: the p-values of the first stage are what is wanted. */
const NEVER = Number.MIN_VALUE;
const budget = { alpha: NEVER, tests: 1, stages: [NEVER, NEVER, NEVER], atOnce: NEVER } as const;

/** The p-values of one law's samples with seeds `first` to `first + count - 1`, by check; invariants too. */
export interface NullJob {
  readonly kind: "null";
  readonly law: string;
  readonly first: number;
  readonly count: number;
}
export type PValues = Readonly<Record<string, readonly number[]>>;

export async function pValuesOf({ law, first, count }: NullJob): Promise<PValues> {
  const out: Record<string, number[]> = {};
  for (let seed = first; seed < first + count; seed++) {
    const one = caseOf(law, seed);
    for (const { check, pValue } of (await judgeCase(one, reference, budget)).findings) {
      out[check] ??= [];
      out[check].push(pValue ?? Number.NaN);
    }
  }
  return out;
}

const reference = referenceSubject(surroundings.catalogue, surroundings.contracts, surroundings.version);

export function caseOf(law: string, seed: number) {
  const { initializer, params = {}, dtype = "float32", shape = SHAPE } = nulls.find((one) => one.law === law)!;
  const ask = { initializers: [initializer], shapes: [shape], params, dtype, samples: 2 * SHAPE[0]! * SHAPE[1]!, seed };
  return casesOf(ask, reference.description, surroundings)[0]!;
}

export interface NullRow {
  readonly law: string;
  readonly check: string;
  readonly tail: string;
  readonly samples: number;
  readonly level: number;
  readonly rejected: number;
  /** The normal deviate of this or more rejections: above 4 the check rejects too often. */
  readonly z: number;
}

export const TOO_OFTEN = 4;

/** One row a check and level; an invariant's only right rate is 0. */
export function rowsOf(law: string, pValues: PValues): readonly NullRow[] {
  const one = caseOf(law, 0);
  const prospect = prospectOf(one, expectationOf(contractOf(one), one));
  return Object.entries(pValues).flatMap(([check, ps]) => {
    const tail = checks.find(({ name }) => name === check)!.tail(prospect);
    return LEVELS.map((level) => {
      const rejected = ps.filter((p) => !(p > level)).length;
      const nominal = tail === "invariant" ? 0 : level;
      return { law, check, tail, samples: ps.length, level, rejected, z: deviate(rejected, ps.length, nominal) };
    });
  });
}

/** Exact, so that a few rejections where few are expected count for what they are; ties count half. */
export function deviate(k: number, n: number, p: number): number {
  if (p === 0) return k === 0 ? 0 : Number.POSITIVE_INFINITY;
  // From the nearer end: far out, 1 - x is 0.
  if (k < n * p) return -normalQuantileSf((binomialCdf(k, n, p) + binomialCdf(k - 1, n, p)) / 2);
  return normalQuantileSf((binomialSf(k, n, p) + binomialSf(k + 1, n, p)) / 2);
}
