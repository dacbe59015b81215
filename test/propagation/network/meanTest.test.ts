/** Means of logarithms against laws: what must be inside, outside, and in doubt. */
import { describe, expect, test } from "vitest";
import { lawEstimate } from "../../../harness/propagation/network/estimatedLaw.js";
import { computedLaw, deadLaw, type LayerLaw } from "../../../harness/propagation/network/layerLaw.js";
import { bandOf, meanTest } from "../../../harness/propagation/network/meanTest.js";
import { normalReader } from "../../../harness/propagation/network/normals.js";
import { bonferroniQuantile } from "../../../harness/propagation/theory/index.js";

const LEVELS = { critical: 3, dead: 1e-6 };
const DEAD = Number.NEGATIVE_INFINITY;

describe("a law of known variance", () => {
  const law = computedLaw(1, 4, 0);
  test("z is standard errors of the mean", () => {
    const { z, low, high, mean, sd, inside } = meanTest([1, 2, 3, 4], law, LEVELS);
    expect([mean, z, low, high, inside]).toEqual([2.5, 1.5, -2, 4, true]);
    expect(sd).toBeCloseTo(Math.sqrt(5 / 3), 14);
  });
  test("a mean outside is outside", () => {
    expect(meanTest([4, 5], law, LEVELS).inside).toBe(true);
    expect(meanTest([5, 6], law, LEVELS).inside).toBe(false);
  });
  test("NaN, infinity and nothing at all never pass", () => {
    expect(meanTest([1, Number.NaN], law, LEVELS)).toMatchObject({ inside: null, z: null });
    expect(meanTest([1, Number.POSITIVE_INFINITY], law, LEVELS).inside).toBe(false);
    expect(meanTest([], law, LEVELS).inside).toBeNull();
    expect(meanTest([1], null, LEVELS)).toMatchObject({ inside: null, mean: 1, low: null });
    expect(meanTest([1, 2], computedLaw(Number.NaN, 1, 0), LEVELS).inside).toBe(false);
  });
});

describe("a number known for certain", () => {
  const law = computedLaw(1, 0, 8);
  test("rounding is forgiven, no more", () => {
    expect(meanTest([1 + 9e-7], law, LEVELS)).toMatchObject({ inside: true, z: 0 });
    expect(meanTest([1 + 2e-6], law, LEVELS)).toMatchObject({ inside: false, z: null });
  });
});

describe("dead networks", () => {
  test("are left out of the mean", () => {
    expect(meanTest([1, DEAD], computedLaw(1, 1, 0, { deadProbability: 0.5 }), LEVELS)).toMatchObject({
      alive: 1,
      mean: 1,
      inside: true,
    });
  });
  test("more than chance kills are outside", () => {
    const law = computedLaw(0, 1, 0, { deadProbability: 1e-4 });
    expect(meanTest([0, 0, 0, DEAD], law, LEVELS).inside).toBe(true);
    expect(meanTest([0, 0, DEAD, DEAD], law, LEVELS).inside).toBe(false);
    expect(meanTest([0, DEAD], computedLaw(0, 1, 0), LEVELS).inside).toBe(false);
  });
  test("all of them, where some should live, is doubt", () => {
    expect(meanTest([DEAD, DEAD], computedLaw(0, 1, 0, { deadProbability: 0.9 }), LEVELS).inside).toBeNull();
  });
  test("one that lives where none can is outside", () => {
    expect(meanTest([DEAD, DEAD], deadLaw, LEVELS).inside).toBe(true);
    expect(meanTest([DEAD, -300], deadLaw, LEVELS).inside).toBe(false);
  });
});

describe("estimated laws", () => {
  const logs = [...normalReader(1, "estimated")(new Float64Array(400))].map((x) => 5 + 2 * x);
  const estimated = (of: readonly number[], layers: number): LayerLaw => {
    const estimate = lawEstimate(1);
    for (const log of of) estimate.add(Float64Array.of(log));
    return estimate.lawAt(0, layers)!;
  };
  test("mean, variance, skewness and their doubts", () => {
    const law = estimated([...logs, DEAD], 3);
    const mean = logs.reduce((sum, x) => sum + x, 0) / 400;
    const central = (k: number): number => logs.reduce((sum, x) => sum + (x - mean) ** k, 0);
    expect(law.mean).toBeCloseTo(mean, 12);
    expect(law.variance).toBeCloseTo(central(2) / 399, 11);
    const skewness = central(3) / 400 / (central(2) / 400) ** 1.5;
    expect(law.skewness[0]).toBeCloseTo(skewness - 2 * Math.sqrt(6 / 400), 10);
    expect(law.skewness[1]).toBeCloseTo(skewness + 2 * Math.sqrt(6 / 400), 10);
    expect(law).toMatchObject({ draws: 400, deadDraws: 401 });
    expect(law.deadProbability).toBeCloseTo(1 / 401, 14);
  });
  test("deaths are held against those of the reference networks, which are no more certain", () => {
    const none = estimated(logs, 1);
    expect(meanTest([...new Array<number>(19).fill(5), DEAD], none, LEVELS).inside).toBe(true);
    // P = 20/420 19/419 18/418 17/417 16/416 = 1e-7.
    expect(meanTest([...new Array<number>(15).fill(5), DEAD, DEAD, DEAD, DEAD, DEAD], none, LEVELS).inside).toBe(false);
  });
  test("none alive is dead, as far as so many draws can tell", () => {
    const law = estimated([...new Array<number>(400).fill(DEAD), 1], 1);
    expect(law).toEqual({ ...deadLaw, deadDraws: 401 });
    expect(meanTest([DEAD, DEAD], law, LEVELS).inside).toBe(true);
    expect(meanTest([1, DEAD], law, LEVELS).inside).toBeNull();
    expect(meanTest([1, 1, 1, 1, 1, 1, 1, 1], law, LEVELS).inside).toBe(false);
  });
  test("what is no number has no law", () => expect(estimated([1, 2, Number.NaN], 1)).toBeNull());
  test("a rare network weighs against itself where the reference saw none of its kind", () => {
    const law = estimated(logs, 1);
    const usual = logs.slice(0, 19);
    // 27 standard deviations below the others: one in 420 such networks is one of the measured 20 once in 21 runs.
    expect(meanTest([...usual, -50], law, { critical: 6, dead: 1e-6 }).inside).toBe(true);
    expect(
      meanTest([...usual, -50], { ...law, draws: Number.POSITIVE_INFINITY }, { critical: 6, dead: 1e-6 }).inside,
    ).toBe(false);
    // Networks that are all off are still found.
    expect(
      meanTest(
        usual.map((log) => log + 4),
        law,
        { critical: 6, dead: 1e-6 },
      ).inside,
    ).toBe(false);
  });
});

test("a skewed law widens the side it leans to, and no law narrows a band", () => {
  const plain = bandOf(computedLaw(0, 1, 0), 10, 4);
  const leaning = bandOf(computedLaw(0, 1, 0, { skewness: 1 }), 10, 4);
  expect(leaning.low).toBe(plain.low);
  expect(leaning.high).toBeGreaterThan(plain.high);
  expect(bandOf(computedLaw(0, 1, 0, { skewness: [-1, 1] }), 10, 4).low).toBe(-leaning.high);
});

/** Exact coverage is known for the mean of exponential variables, whose skewness is 2: a gamma law. */
test("bands of skewed means cover what they promise", () => {
  const [nets, experiments, alpha] = [10, 40_000, 0.01];
  const law = computedLaw(1, 1, 0, { skewness: 2 });
  const levels = { critical: bonferroniQuantile(1, alpha), dead: 0 };
  const read = normalReader(2, "coverage");
  const pair = new Float64Array(2);
  let [outside, plainOutside] = [0, 0];
  for (let i = 0; i < experiments; i++) {
    const sample = Array.from({ length: nets }, () => {
      read(pair);
      return (pair[0]! ** 2 + pair[1]! ** 2) / 2;
    });
    if (meanTest(sample, law, levels).inside === false) outside++;
    if (meanTest(sample, computedLaw(1, 1, 0), levels).inside === false) plainOutside++;
  }
  // 400 +- 20 are allowed; without the correction there are too many.
  expect(outside).toBeLessThan(400 + 4 * 20);
  expect(plainOutside).toBeGreaterThan(400 + 4 * 20);
});
