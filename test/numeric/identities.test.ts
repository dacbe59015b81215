/** What must hold of every law whatever its parameters: the tails complement one another, rise and fall, and are inverted. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as S from "../../harness/numeric/index.js";

const positive = fc.double({ min: 1e-3, max: 1e6, noNaN: true });
const probability = fc.double({ min: 1e-12, max: 1 - 1e-12, noNaN: true });
const size = fc.integer({ min: 1, max: 2000 });

interface Law {
  readonly name: string;
  readonly cdf: (x: number, ...of: number[]) => number;
  readonly sf: (x: number, ...of: number[]) => number;
  readonly x: fc.Arbitrary<number>;
  readonly of: readonly fc.Arbitrary<number>[];
}

const real = fc.double({ min: -40, max: 40, noNaN: true });
const LAWS: readonly Law[] = [
  { name: "normal", cdf: S.normalCdf, sf: S.normalSf, x: real, of: [] },
  { name: "gamma", cdf: (x, a) => S.gammaP(a!, x), sf: (x, a) => S.gammaQ(a!, x), x: positive, of: [positive] },
  {
    name: "chiSquare",
    cdf: (x, df) => S.chiSquareCdf(x, df!),
    sf: (x, df) => S.chiSquareSf(x, df!),
    x: positive,
    of: [positive],
  },
  {
    name: "beta",
    cdf: (x, a, b) => S.betaI(x, a!, b!),
    sf: (x, a, b) => S.betaIc(x, a!, b!),
    x: probability,
    of: [positive, positive],
  },
  {
    name: "studentT",
    cdf: (t, df) => S.studentTCdf(t, df!),
    sf: (t, df) => S.studentTSf(t, df!),
    x: real,
    of: [positive],
  },
  {
    name: "kolmogorov",
    cdf: (d, n) => S.kolmogorovCdf(n!, d),
    sf: (d, n) => S.kolmogorovSf(n!, d),
    x: probability,
    of: [size],
  },
  {
    name: "kolmogorovLimit",
    cdf: S.kolmogorovLimitCdf,
    sf: S.kolmogorovLimitSf,
    x: fc.double({ min: 0, max: 5, noNaN: true }),
    of: [],
  },
  {
    name: "andersonDarling",
    cdf: S.andersonDarlingCdf,
    sf: S.andersonDarlingSf,
    x: fc.double({ min: 0, max: 50, noNaN: true }),
    of: [],
  },
  {
    name: "cramerVonMises",
    cdf: S.cramerVonMisesCdf,
    sf: S.cramerVonMisesSf,
    x: fc.double({ min: 0, max: 20, noNaN: true }),
    of: [],
  },
  {
    name: "shiftedGamma",
    cdf: (z, skewness) => S.shiftedGammaCdf(z, skewness!),
    sf: (z, skewness) => S.shiftedGammaSf(z, skewness!),
    x: real,
    of: [fc.double({ min: -3, max: 3, noNaN: true })],
  },
];

/** The rounding of a cdf, and of a sum of a thousand rounded terms, may reverse the order of two near points. */
const ROUNDING = 1e-11;

describe.each(LAWS)("$name", ({ cdf, sf, x, of }) => {
  const parameters = fc.tuple(...of);
  test("the tails add up to 1", () => {
    fc.assert(fc.property(x, parameters, (at, given) => Math.abs(cdf(at, ...given) + sf(at, ...given) - 1) < ROUNDING));
  });
  test("the cdf rises and the sf falls", () => {
    fc.assert(
      fc.property(x, x, parameters, (one, other, given) => {
        const [low, high] = [Math.min(one, other), Math.max(one, other)];
        expect(cdf(low, ...given)).toBeLessThanOrEqual(cdf(high, ...given) * (1 + ROUNDING));
        expect(sf(high, ...given)).toBeLessThanOrEqual(sf(low, ...given) * (1 + ROUNDING));
      }),
    );
  });
  test("NaN is answered with NaN", () => {
    fc.assert(
      fc.property(
        parameters,
        (given) => Number.isNaN(cdf(Number.NaN, ...given)) && Number.isNaN(sf(Number.NaN, ...given)),
      ),
    );
  });
});

describe("quantiles invert", () => {
  const near = (got: number, want: number): boolean => Math.abs(got / want - 1) < 1e-9;
  const tail = fc.double({ min: -690, max: -0.7, noNaN: true }).map(Math.exp);
  test("normal", () => {
    fc.assert(
      fc.property(tail, (p) => near(S.normalCdf(S.normalQuantile(p)), p) && near(S.normalSf(S.normalQuantileSf(p)), p)),
    );
  });
  test("chi-square", () => {
    const df = fc.double({ min: 0.5, max: 1e7, noNaN: true });
    fc.assert(
      fc.property(df, fc.double({ min: -30, max: -1e-3, noNaN: true }).map(Math.exp), (of, p) => {
        const x = S.chiSquareQuantile(p, of);
        expect(Math.abs(S.chiSquareCdf(x, of) / p - 1)).toBeLessThan(1e-8);
      }),
    );
  });
  test("Student", () => {
    const df = fc.double({ min: 1, max: 1e7, noNaN: true });
    fc.assert(fc.property(df, tail, (of, p) => near(S.studentTCdf(S.studentTQuantile(p, of), of), p)));
  });
});

describe("laws that are the same", () => {
  test("Student's with one degree of freedom is Cauchy's", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e12, noNaN: true }), (t) => {
        expect(S.studentTSf(t, 1) / (Math.atan2(1, t) / Math.PI)).toBeCloseTo(1, 11);
      }),
    );
  });
  test("chi-square with two degrees of freedom is exponential", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-9, max: 1400, noNaN: true }),
        (x) => Math.abs(S.chiSquareSf(x, 2) / Math.exp(-x / 2) - 1) < 1e-12,
      ),
    );
  });
  test("binomial tails are sums of its probabilities", () => {
    for (let k = 0; k <= 6; k++) {
      const terms = [1, 6, 15, 20, 15, 6, 1].map((c, j) => c * 0.3 ** j * 0.7 ** (6 - j));
      expect(S.binomialSf(k, 6, 0.3)).toBeCloseTo(
        terms.slice(k).reduce((sum, x) => sum + x),
        13,
      );
      expect(S.binomialCdf(k, 6, 0.3)).toBeCloseTo(
        terms.slice(0, k + 1).reduce((sum, x) => sum + x),
        13,
      );
    }
  });
  test("Poisson tails complement one another over whole numbers", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3000 }),
        positive,
        (k, mean) => Math.abs(S.poissonSf(k, mean) + S.poissonCdf(k - 1, mean) - 1) < 1e-12,
      ),
    );
  });
  test("a gamma law of hardly any skewness is normal", () => {
    for (const z of [-5, -1, 0, 2, 6]) expect(S.shiftedGammaSf(z, 1e-10) / S.normalSf(z)).toBeCloseTo(1, 8);
  });
  test("two-sided Kolmogorov meets Smirnov's one-sided sum, its expansion, and its limit", () => {
    expect(S.kolmogorovSf(1, 0.75)).toBeCloseTo(0.5, 14);
    expect(S.kolmogorovCdf(2, 0.5)).toBeCloseTo(0.5, 14);
    for (const nd of [5, 11.9, 12.1, 30, 44.9, 45.1]) {
      const [below, above] = [S.smirnovSf(100_000, nd / 100_000), S.smirnovSf(100_001, nd / 100_001)];
      expect(Math.log(above) / Math.log(below)).toBeCloseTo(100_000 / 100_001, 7);
    }
    for (const z of [0.5, 0.9, 1.1, 2])
      expect(S.kolmogorovSf(1e9, z / Math.sqrt(1e9)) / S.kolmogorovLimitSf(z)).toBeCloseTo(1, 3);
  });
});

test("outside its domain a function answers NaN, never a number that could pass", () => {
  const outside = [
    S.normalQuantile(1.1),
    S.normalQuantileSf(-0.1),
    S.gammaQ(0, 1),
    S.gammaQ(1, -1),
    S.chiSquareSf(-1, 3),
    S.chiSquareSf(1, Number.POSITIVE_INFINITY),
    S.betaI(1.1, 1, 1),
    S.betaIc(0.5, 0, 1),
    S.studentTSf(1, 0),
    S.binomialSf(1, 2.5, 0.5),
    S.binomialSf(1, 2, 1.5),
    S.poissonSf(1, -1),
    S.kolmogorovSf(0, 0.5),
    S.kolmogorovSf(10.5, 0.5),
    S.kolmogorovSf(10, -0.1),
    S.kolmogorovSf(10, 1.1),
    S.smirnovSf(10, 1.1),
    S.kolmogorovLimitSf(-1),
    S.andersonDarlingSf(-1),
    S.cramerVonMisesSf(-1),
    S.tracyWidom1Sf(Number.NaN),
    S.shiftedGammaSf(1, Number.NaN),
    S.lnGamma(0),
  ];
  expect(outside).toEqual(outside.map(() => Number.NaN));
});

test("Gauss-Legendre integrates polynomials of degree 2n - 1", () => {
  for (const n of [1, 2, 7, 64]) {
    const { nodes, weights } = S.gaussLegendre(n);
    for (let k = 0; k < Math.min(2 * n, 40); k += 2) {
      const integral = nodes.reduce((sum, x, i) => sum + weights[i]! * x ** k, 0);
      expect(integral).toBeCloseTo(2 / (k + 1), 13);
    }
  }
});

test.each([1e-30, 1e-12, 1e-4, 0.05, 0.5, 0.99])("the Tracy-Widom quantile undoes its tail at %s", (p) => {
  expect(S.tracyWidom1Sf(S.tracyWidom1UpperQuantile(p)) / p).toBeCloseTo(1, 11);
});
