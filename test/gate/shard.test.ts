/** Shards of a run: which rows each has, how they are balanced, and that none is lost or doubled on the way back. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { ownPlaces, parseShard, placesOf, rowsOfShards, type ShardRecord } from "../../harness/gate/shard.js";

test("shards take every place once, and none has more than the fair share and one case", () => {
  const costs = fc.array(fc.nat({ max: 1000 }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(costs, fc.integer({ min: 1, max: 9 }), (all, of) => {
      const shards = Array.from({ length: of }, (_, at) => placesOf(all, { index: at + 1, of }));
      expect(shards.flat().sort((a, b) => a - b)).toEqual(all.map((_, place) => place));
      const load = (places: readonly number[]): number => places.reduce((sum, place) => sum + all[place]! + 1, 0);
      const fair = load(all.map((_, place) => place)) / of;
      const dearest = all.reduce((most, cost) => Math.max(most, cost + 1), 0);
      for (const places of shards) expect(load(places)).toBeLessThanOrEqual(fair + dearest);
    }),
  );
});

test.each(["", "/4", "0/4", "5/4", "1", "1/0", "-1/4", "1.5/4", "a/b", "1/4/2", " 1/4"])("%j is no shard", (words) => {
  expect(() => parseShard(words)).toThrow("must be I/N, a whole number from 1 to N of N shards");
});

test("more shards than places are refused, unless one may be empty; without shards every place is here", () => {
  const places = (of: number, more = {}): readonly number[] =>
    ownPlaces(3, () => 1, { index: of, of, ...more }, "a case");
  expect(places(3)).toHaveLength(1);
  expect(() => places(4)).toThrow("shard: must be one of at most 3, a case each, got 4");
  expect(places(4, { mayBeEmpty: true })).toEqual([]);
  expect(ownPlaces(3, () => 1, undefined, "a case")).toEqual([0, 1, 2]);
});

const shardWith = (directory: string, places: readonly number[]): ShardRecord<readonly string[]> => ({
  ...{ directory, version: "1", record: places.map((place) => `row ${place}`) },
  shard: { index: 1, of: 2, plan: "f", count: 4, places },
});

test("rows come back to their places, in whatever order the shards come", () => {
  const [a, b] = [shardWith("a", [0, 3]), shardWith("b", [1, 2])];
  const rows = ["row 0", "row 1", "row 2", "row 3"];
  expect([rowsOfShards([a, b], (record) => record), rowsOfShards([b, a], (record) => record)]).toEqual([rows, rows]);
});

test.each([
  [[0, 3], "merge: the shards must hold all 4 rows, got none for row 2"],
  [[1, 2, 3], "merge: b must hold rows of the run that no other shard does, got row 1"],
  [[4], "merge: b must hold rows of the run that no other shard does, got row 4"],
  [[-1], "merge: b must hold rows of the run that no other shard does, got row -1"],
  [[0.5], "merge: b must hold rows of the run that no other shard does, got row 0.5"],
])("places %j beside 1 are refused", (places, message) => {
  expect(() => rowsOfShards([shardWith("a", [1]), shardWith("b", places)], (record) => record)).toThrow(message);
});
