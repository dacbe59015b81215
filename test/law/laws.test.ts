import { describe, expect, test } from "vitest";
import {
  clippedNormal,
  point,
  signedUniformLaw,
  sphereCoordinate,
  standardDeviation,
  standardNormal,
  truncatedNormal,
  uniform,
} from "../../harness/law/index.js";
import { readGolden } from "../golden/read.js";
import { lawSuite } from "../properties/law.js";

describe("standard normal", () => lawSuite(standardNormal));
describe("signed uniform", () => lawSuite(signedUniformLaw));
describe("uniform [2, 5]", () => lawSuite(uniform(2, 5)));
describe("clipped at 2", () => lawSuite(clippedNormal(-2, 2)));
describe("clipped at -1 and 3", () => lawSuite(clippedNormal(-1, 3)));
describe("clipped at 1 and 4", () => lawSuite(clippedNormal(1, 4)));
describe("truncated at 2, rescaled", () => lawSuite(truncatedNormal(2)));
describe("sphere coordinate in 5", () => lawSuite(sphereCoordinate(5), { drawn: false }));
describe("sphere coordinate in 300", () => lawSuite(sphereCoordinate(300), { drawn: false }));

test("truncated moments are those of mpmath", () => {
  for (const row of readGolden("truncnorm_moments.csv")) {
    const law = clippedNormal(Number(row["a"]), Number(row["b"]));
    expect(law.mean).toBeCloseTo(Number(row["mean"]), 11);
    expect(law.variance / Number(row["var"])).toBeCloseTo(1, 11);
    expect(standardDeviation(law) / Number(row["std"])).toBeCloseTo(1, 11);
    expect(law.moment(3)).toBeCloseTo(Number(row["skew"]), 8);
    expect(law.moment(4) - 3).toBeCloseTo(Number(row["exkurt"]), 8);
  }
});

test("a point has no spread", () => {
  expect(point(3)).toMatchObject({ mean: 3, variance: 0, support: [3, 3] });
  expect([point(3).cdf(2.9), point(3).cdf(3)]).toEqual([0, 1]);
});

test("ends that cross are refused in one line", () => {
  expect(() => uniform(1, 1)).toThrow("uniform: low must be less than high, got 1 and 1");
  expect(() => clippedNormal(2, Number.NaN)).toThrow("clippedNormal: low must be less than high, got 2 and NaN");
  expect(() => sphereCoordinate(0)).toThrow("sphereCoordinate: n must be a positive integer, got 0");
});
