/** Known defects: each names a census row that exists, and the census reports a defect that it no longer finds. */
import { describe, expect, test } from "vitest";
import type { CensusRow } from "./gatePeer.js";
import { peers } from "./index.js";
import { knownDefects, lostSightings, sightedIn } from "./known.js";

const sightings = knownDefects.flatMap(({ found }) => (typeof found === "string" ? [] : found));

const row = (change: Partial<CensusRow>): CensusRow => ({
  ...{ library: "MLX", language: "Python", version: "1", initializer: "he_normal", params: "", dtype: "float32" },
  ...{ contract: "he_normal", documented: "", shape: "30x50", layout: "oi", verdict: "fail", failed_checks: "" },
  ...{ diagnosis: "missing-gain", evidence: "", variance_ratio: "", variance_after_10_layers: "", upstream: "" },
  ...{ seeds: "", ...change },
});

test.each(sightings)("$library $initializer is claimed by the census", ({ library, initializer }) => {
  const claims = peers.find(({ name }) => name === library)?.claims ?? [];
  expect(claims.some(({ initializers }) => initializers.includes(initializer))).toBe(true);
});

describe("a sighting", () => {
  const he = { library: "MLX", initializer: "he_normal" };
  test("is a row that fails", () => {
    expect(sightedIn([row({})], he)).toHaveLength(1);
    expect(sightedIn([row({ verdict: "pass" })], he)).toEqual([]);
  });

  test("is lost where its library was gated and no row fails; a library that was not is none", () => {
    const passed = row({ verdict: "pass" });
    expect(lostSightings([passed])).toContainEqual(he);
    expect(lostSightings([row({}), row({ initializer: "he_uniform" })])).toEqual([]);
  });
});
