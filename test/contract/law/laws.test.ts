import { describe, expect, test } from "vitest";
import {
  clippedNormal,
  logOfUniform,
  logUniform,
  point,
  signedUniformLaw,
  softplusInverseOfLogUniform,
  sphereCoordinate,
  standardDeviation,
  standardNormal,
  truncatedNormal,
  uniform,
} from "../../../harness/contract/law/index.js";
import { readGolden } from "../../golden/read.js";
import { lawSuite } from "../../properties/law.js";

describe("standard normal", () => lawSuite(standardNormal));
describe("signed uniform", () => lawSuite(signedUniformLaw));
describe("uniform [2, 5]", () => lawSuite(uniform(2, 5)));
describe("clipped at 2", () => lawSuite(clippedNormal(-2, 2)));
describe("clipped at -1 and 3", () => lawSuite(clippedNormal(-1, 3)));
describe("clipped at 1 and 4", () => lawSuite(clippedNormal(1, 4)));
describe("truncated at 2, rescaled", () => lawSuite(truncatedNormal(2)));
describe("log-uniform", () => lawSuite(logUniform(0.001, 0.1)));
describe("the softplus inverse of a log-uniform", () => lawSuite(softplusInverseOfLogUniform(0.001, 0.1)));
describe("the logarithm of a uniform", () => lawSuite(logOfUniform(1, 16)));
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

test("the logarithm of a uniform from 0 on is an exponential turned around", () => {
  const law = logOfUniform(0, 16);
  expect(law.mean).toBeCloseTo(Math.log(16) - 1, 9);
  expect([2, 3, 4].map((k) => law.moment(k))).toEqual([1, -2, 9].map((x) => expect.closeTo(x, 6)));
  expect(law.cdf(Math.log(16) - 2)).toBeCloseTo(Math.exp(-2), 12);
  expect(law.support[0]).toBe(Number.NEGATIVE_INFINITY);
});

test("log-uniform moments in closed form", () => {
  const law = logUniform(0.001, 0.1);
  const mean = (0.1 - 0.001) / Math.log(100);
  expect(law.mean).toBeCloseTo(mean, 12);
  expect(law.variance).toBeCloseTo((0.1 ** 2 - 0.001 ** 2) / (2 * Math.log(100)) - mean ** 2, 12);
  expect(() => logUniform(0, 1)).toThrow("logUniform: must have 0 < low < high, got 0 and 1");
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
