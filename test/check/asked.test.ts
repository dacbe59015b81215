/** Which checks are asked of what, how far out each is believed, and from how many entries on: what docs/method.md says of the classes. */
import { describe, expect, it } from "vitest";
import { checks, type Prospect } from "../../harness/check/index.js";
import type { Dtype } from "../../harness/weights/dtype.js";
import { checkNamed, expecting, prospect } from "./sample.js";

type Asked = readonly [
  what: string,
  contract: string,
  of?: { dtype?: Dtype; shape?: readonly number[]; tensors?: number; reseeded?: boolean },
];

/** The columns of the table. */
const ASKED: readonly Asked[] = [
  ["a normal law", "random_normal(stddev=1)"],
  ["in float64", "random_normal(stddev=1)", { dtype: "float64" }],
  ["in bfloat16", "random_normal(stddev=1)", { dtype: "bfloat16" }],
  ["in float16", "random_normal(stddev=1)", { dtype: "float16" }],
  ["about a large mean", "random_normal(mean=100, stddev=0.01)"],
  ["of one cell", "random_normal(mean=100, stddev=0.01)", { dtype: "bfloat16" }],
  ["a uniform law", "random_uniform(minval=-1, maxval=1)"],
  ["in bfloat16", "random_uniform(minval=-1, maxval=1)", { dtype: "bfloat16" }],
  ["about another mean", "random_uniform(minval=0, maxval=1)"],
  ["a truncated law", "keras:he_normal"],
  ["sparse weights", "sparse(sparsity=0.1)"],
  ["rotations", "orthogonal"],
  ["square ones", "orthogonal", { shape: [64, 64], tensors: 12 }],
  ["constants", "zeros"],
  ["a fixed matrix", "identity"],
  ["one tensor at rest", "random_normal(stddev=1)", { tensors: 1, reseeded: false }],
];

/** e: exact, a: approximate, i: invariant, -: not asked. */
const TABLE = `
  finite                 iiiiiiiiiiiiiiii
  support                ------iiii------
  exact                  -------------ii-
  mean                   eeaaa-aaaae----e
  variance               eeaaa-aaaae----e
  edge                   eeeeeeeeeee----e
  tail_counts            eeeee-eeeee----e
  tail_sign              eeeee-eeeee----e
  kolmogorov_smirnov     eeeeeeeeeee----e
  anderson_darling       aaaaa-aaaaa----a
  cramer_von_mises       aaaaa-aaaaa----a
  neyman                 aaaaa-aaaaa----a
  skewness               aaaaa-----a----a
  kurtosis               aaaaa-----a----a
  chi_square             aaaaa-aaaaa----a
  duplicates             eeaaa-eaeee----e
  commonest_value        eeeeeeeeeee----e
  largest_gap            eeeeeeeeeee----e
  reproducible           iiiiiiiiiiiiiii-
  seed_zero              iiiiiiiiiiiii---
  seed_matters           iiiii-iiiiiii---
  entries_change         eeeee-eeee-ee---
  repeated_blocks        iiiii-iiii-----i
  lag_rows               aaaaa-aaaa-----a
  lag_columns            aaaaa-aaaa-----a
  any_lag                aaaaa-aaaa-----a
  row_means              aaaaa-aaaa-----a
  column_means           aaaaa-aaaa-----a
  row_variances          aaaaa-aaaa-----a
  column_variances       aaaaa-aaaa-----a
  tensor_means           aaaaa-aaaa------
  tensor_variances       aaaaa-aaaa------
  even_lengths           eeeee-aaaa------
  trend                  aaaaa-aaaa------
  reflections            aaaaa-aaaa------
  triples                aaaaa-aaaa-----a
  sign_parity            eeee--eeee-----e
  mirrored               ee----e--ee----e
  pair_states            ee-------------e
  pair_law               aa-------------a
  taps                   ee----e-ee-----e
  gram                   aaaaa-aaaa-----a
  largest_singular_value aaaaa----------a
  cross_seed             aaaaa-aaaa------
  cross_seed_lag         aaaaa-aaaa------
  near_seeds             aaaaa-aaaa------
  near_seeds_lag         aaaaa-aaaa------
  near_seeds_sizes       eeaaa-eaee------
  near_seeds_values      ee----e-ee------
  orthogonality          -----------ii---
  haar_columns           -----------ee---
  haar_entries           -----------ee---
  haar_trace             -----------aa---
  haar_signs             -----------ee---
  haar_determinants      ------------e---
  sparsity               ----------e-----
  sparse_places          ----------a-----
  sparse_runs            ----------a-----
`;

describe("of two tensors of 78x130, or what else is said", () => {
  const rows = TABLE.trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/) as [check: string, cells: string]);

  it("every check has its row", () => expect(rows.map(([check]) => check)).toEqual(checks.map(({ name }) => name)));

  it.each(rows)("%s", (name, cells) => {
    const check = checkNamed(name);
    const found = ASKED.map(
      ([, contract, { dtype = "float32" as Dtype, shape = [78, 130], tensors = 2, reseeded } = {}]) => {
        const asked = prospect(expecting(contract, { shape, layout: "io" }), dtype, tensors, reseeded);
        return check.applies(asked) ? check.tail(asked)[0] : "-";
      },
    );
    expect(found.join("")).toBe(cells);
  });
});

/** Of two vectors: the fewest entries for a normal and for a uniform law. */
const FEWEST: readonly (readonly [check: string, normal: number | undefined, uniform: number | undefined])[] = [
  ["mean", 100, 100],
  ["variance", 1000, 1000],
  ["edge", 1000, 1000],
  ["tail_counts", 10000, 10000],
  ["tail_sign", 10000, 10000],
  ["kolmogorov_smirnov", 10, 10],
  ["anderson_darling", 10000, 10000],
  ["cramer_von_mises", 10000, 10000],
  ["neyman", 1000, 1000],
  ["skewness", 10000, undefined],
  ["kurtosis", 10000, undefined],
  ["chi_square", 10000, 10000],
  ["duplicates", 10000, 10000],
  ["commonest_value", 100, 100],
  ["largest_gap", 100, 100],
  ["seed_matters", 16, 16],
  ["lag_rows", 1000, 1000],
  ["any_lag", 10000, 10000],
  ["tensor_means", 10000, 10000],
  ["tensor_variances", 10000, 10000],
  ["even_lengths", 100, 1000],
  ["trend", 2000, 2000],
  ["reflections", 2000, 2000],
  ["triples", 10000, 10000],
  ["sign_parity", 1000, 1000],
  ["mirrored", 100, 100],
  ["pair_states", 1000, undefined],
  ["pair_law", 10000, undefined],
  ["taps", 1000, 1000],
  ["cross_seed", 1000, 1000],
  ["cross_seed_lag", 10000, 10000],
  ["near_seeds", 1000, 1000],
  ["near_seeds_lag", 2000, 2000],
  ["near_seeds_sizes", 1000, 1000],
  ["near_seeds_values", 100, 100],
];

describe("the fewest entries", () => {
  const ofEach = (size: number, contract: string): Prospect =>
    prospect(expecting(contract, { shape: [size], layout: "o" }), "float32", 2);

  it.each(FEWEST)("%s: %s, %s", (name, ...fewest) => {
    for (const [k, contract] of ["random_normal(stddev=1)", "random_uniform(minval=-1, maxval=1)"].entries()) {
      const applies = (size: number): boolean => checkNamed(name).applies(ofEach(size, contract));
      const least = fewest[k];
      if (least === undefined) expect(applies(20_000)).toBe(false);
      else expect([applies(least / 2 - 1), applies(least / 2), applies(10 * least)]).toEqual([false, true, true]);
    }
  });
});
