import fc from "fast-check";
import { expect, test } from "vitest";
import { openStream, philox4x32, readTile, TILE, wordAt, wordReader } from "../../harness/random/index.js";

test("a tile is four blocks side by side", () => {
  const stream = openStream(7, "weight");
  const tile = new Uint32Array(TILE);
  readTile(stream, 3, tile);
  for (let j = 0; j < TILE; j++) {
    const block = philox4x32([12 + (j & 3), 0, ...stream.name], stream.key);
    expect(tile[j]).toBe(block[j >> 2]);
  }
});

test("word k does not depend on how it is reached", () => {
  fc.assert(
    fc.property(fc.nat(2 ** 31), fc.string(), fc.nat(100), (seed, name, k) => {
      const read = wordReader(openStream(seed, name));
      for (let i = 0; i < k; i++) read();
      expect(read()).toBe(wordAt(openStream(seed, name), k));
    }),
    { numRuns: 50 },
  );
});

test("names and seeds open different streams", () => {
  const words = ["a", "b", "ab", "ba", "", "a "].flatMap((name) =>
    [0, 1, 2 ** 32, 2 ** 53 - 1].map((seed) => wordAt(openStream(seed, name), 0)),
  );
  expect(new Set(words).size).toBe(words.length);
});

test("a seed that is no natural number is refused in one line", () => {
  for (const seed of [-1, 0.5, Number.NaN, 2 ** 53]) {
    expect(() => openStream(seed, "x")).toThrow(/^seed: must be an integer from 0 to \d+, got /);
  }
});
