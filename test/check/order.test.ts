/** Parities, relations of three places, trends, pairs, near seeds, determinants: statistics beside plain counts. */
import { describe, expect, it } from "vitest";
import { binomialCdf, binomialSf, normalQuantile, normalSf } from "../../harness/numeric/index.js";
import { boxMuller, from53Bits, xoshiro128 } from "../right/index.js";
import { expecting, haarTensors, observe } from "./sample.js";

const [R, C] = [60, 50];
const N = R * C;
const normal = expecting("random_normal(stddev=1)", { shape: [R, C], layout: "io" });
const uniform = expecting("random_uniform(minval=-1, maxval=1)", { shape: [R, C], layout: "io" });
const draws = (seed: number): Float64Array => {
  const next = boxMuller(from53Bits(xoshiro128(seed)));
  return Float64Array.from({ length: N }, next);
};

describe("sign_parity", () => {
  it("counts the even products of the worst pattern, binomial over 544 patterns", () => {
    const values = draws(1);
    for (let k = 7; k < N; k += 4) values[k] = Math.abs(values[k]!) * Math.sign(values[k - 2]! * values[k - 7]!);
    const { pValue, statistic, observed } = observe("sign_parity", { expected: normal, tensors: [values, draws(2)] });
    const all = [...values, ...draws(2)];
    const even = all.filter((x, k) => k >= 9 && x * all[k - 2]! * all[k - 7]! > 0).length;
    expect(observed).toContain("0, 2, 7 back");
    // The product of an odd number of signs is even where an even number is negative... of bits that are 1 above the mean.
    const odd = all.length - 9 - even;
    expect([even, odd]).toContain(statistic);
    const windows = all.length - 9;
    expect(pValue / (544 * 2 * Math.min(binomialSf(even, windows, 0.5), binomialCdf(odd, windows, 0.5)))).toBeCloseTo(
      1,
      6,
    );
  });
});

describe("taps", () => {
  it.each([
    ["x[n - a] + x[n - b]", (a: number, b: number) => a + b],
    ["x[n - a] - x[n - b]", (a: number, b: number) => a - b],
    ["x[n - b] - x[n - a]", (a: number, b: number) => b - a],
  ])("sees %s in one place of four", (name, next) => {
    const uniforms = from53Bits(xoshiro128(3));
    const u = Array.from({ length: N }, uniforms);
    for (let k = 55; k < N; k += 4) u[k] = (((next(u[k - 24]!, u[k - 55]!) % 1) + 1) % 1) as number;
    const { pValue, observed } = observe("taps", {
      expected: uniform,
      tensors: [Float64Array.from(u, (x) => 2 * x - 1)],
    });
    expect(observed).toContain(`${name}, a = 24, b = 55`);
    expect(pValue).toBeLessThan(1e-100);
  });
  it("says nothing of independent entries", () => {
    for (let seed = 0; seed < 50; seed++) {
      expect(observe("taps", { expected: normal, tensors: [draws(100 + seed)] }).pValue).toBeGreaterThan(1e-5);
    }
  });
});

describe("trend", () => {
  it("is normal in the sums weighted by place", () => {
    const values = draws(4).map((x, k) => x + 0.4 * ((k % C) / (C - 1) - 0.5));
    const { pValue, statistic, observed } = observe("trend", { expected: normal, tensors: [values] });
    let [sum, squares] = [0, 0];
    values.forEach((x, k) => {
      const weight = (k % C) - (C - 1) / 2;
      sum += weight * x;
      squares += weight * weight;
    });
    expect(observed).toContain("axis 1");
    expect(statistic).toBeCloseTo(sum / Math.sqrt(squares), 9);
    expect(pValue / (2 * 6 * normalSf(Math.abs(Number(statistic))))).toBeCloseTo(1, 9);
  });
});

describe("pair_states", () => {
  it("counts radii that come again", () => {
    const uniforms = from53Bits(xoshiro128(5));
    const values = new Float64Array(N);
    const radii: number[] = [];
    for (let k = 0; k < N; k += 2) {
      const r = (Math.floor(uniforms() * 1024) + 0.3) / 1024;
      radii.push(r);
      const t = 2 * Math.PI * uniforms();
      values[k] = Math.sqrt(-2 * Math.log(r)) * Math.cos(t);
      values[k + 1] = Math.sqrt(-2 * Math.log(r)) * Math.sin(t);
    }
    const { statistic, observed } = observe("pair_states", { expected: normal, tensors: [values] });
    expect(observed).toContain("x^2 + y^2");
    expect(Math.abs(Number(statistic) - (radii.length - new Set(radii).size))).toBeLessThan(20);
  });

  // A state that lies on the edge of a cell would be two half the time.
  it.each([0, 0.5])("sees 2^20 radii in float32, those at %s of a step", (within) => {
    const uniforms = from53Bits(xoshiro128(6));
    const size = 2 ** 15;
    const many = new Float32Array(size);
    for (let k = 0; k < size; k += 2) {
      const r = Math.sqrt(-2 * Math.log((1 + Math.floor(uniforms() * (2 ** 20 - 1)) + within) / 2 ** 20));
      const t = 2 * Math.PI * uniforms();
      many[k] = r * Math.cos(t);
      many[k + 1] = r * Math.sin(t);
    }
    const large = expecting("random_normal(stddev=1)", { shape: [size], layout: "o" });
    const { pValue } = observe("pair_states", { expected: large, dtype: "float32", tensors: [many] });
    expect(pValue).toBeLessThan(1e-9);
  });
});

describe("near seeds", () => {
  const [first, noise] = [draws(6), draws(7)];
  it("near_seeds is the correlation, place by place", () => {
    const near = first.map((x, k) => 0.3 * x + Math.sqrt(0.91) * noise[k]!);
    const { statistic } = observe("near_seeds", { expected: normal, tensors: [first], neighbours: [near, draws(8)] });
    const sum = first.reduce((total, x, k) => total + x * near[k]!, 0);
    expect(statistic).toBeCloseTo(sum / Math.sqrt(N), 9);
  });
  it("near_seeds_lag and near_seeds_values see a shift", () => {
    const near = Float64Array.from(first, (_, k) => first[(k + 5) % N]!);
    const given = { expected: normal, tensors: [first], neighbours: [near, draws(8)] };
    expect(Math.abs(Number(String(observe("near_seeds_lag", given).observed).slice(6)))).toBe(5);
    expect(observe("near_seeds_values", given).statistic).toBe(N);
    expect(observe("near_seeds_values", { ...given, neighbours: [noise, draws(8)] }).pValue).toBeGreaterThan(0.5);
  });
});

describe("near_seeds_values", () => {
  describe("of 150,000 entries of float32", () => {
    const [rows, columns] = [300, 500];
    const expected = expecting("random_normal", { shape: [rows, columns], layout: "io" });
    // Values of a generator of 24 bits, as most libraries have.
    const uniforms = from53Bits(xoshiro128(12));
    const value = () => 0.05 * normalQuantile((Math.floor(2 ** 24 * uniforms()) + 0.5) / 2 ** 24);
    const tensor = () => Float32Array.from({ length: rows * columns }, value);
    const first = tensor();
    const observed = (near: Float32Array) =>
      observe("near_seeds_values", { expected, tensors: [first], neighbours: [near, tensor()], dtype: "float32" });

    it.each([18_669, -18_669])("sees a stream that is moved by %i places", (shift) => {
      const fresh = tensor();
      const near = fresh.map((x, k) => first[k + shift] ?? x);
      expect(observed(near).pValue).toBeLessThan(1e-300);
      expect(Number(observed(near).statistic)).toBeGreaterThan(0.85 * 2 ** 14);
    });

    it("passes tensors of their own", () => expect(observed(tensor()).pValue).toBeGreaterThan(0.01));
  });

  it("allows for a grid that is coarser than the generator", () => {
    // Between 8 and 16 float32 has steps of 2^-20: a value has 2^-20 / 3.4 of the entries, more than 2^-22 of them.
    const expected = expecting("random_uniform(minval=10.3, maxval=13.7)", { shape: [128, 128], layout: "io" });
    const uniforms = from53Bits(xoshiro128(11));
    const tensor = () => Float32Array.from({ length: 128 * 128 }, () => 10.3 + 3.4 * uniforms());
    let rejected = 0;
    for (let k = 0; k < 40; k++) {
      const given = { expected, tensors: [tensor()], neighbours: [tensor(), tensor()], dtype: "float32" } as const;
      if (observe("near_seeds_values", given).pValue <= 0.05) rejected++;
    }
    // 2 are expected; 10 or more come once in fifty thousand times.
    expect(rejected).toBeLessThan(10);
  });
});

describe("haar_determinants", () => {
  it("is binomial in the determinants", () => {
    const square = expecting("orthogonal", { shape: [3, 3], layout: "io" });
    const tensors = haarTensors(3, 3, 40, "float64", 9);
    const determinant = (w: ArrayLike<number>): number =>
      w[0]! * (w[4]! * w[8]! - w[5]! * w[7]!) -
      w[1]! * (w[3]! * w[8]! - w[5]! * w[6]!) +
      w[2]! * (w[3]! * w[7]! - w[4]! * w[6]!);
    const positive = tensors.filter((w) => determinant(w) > 0).length;
    const { statistic, pValue } = observe("haar_determinants", { expected: square, tensors });
    expect(statistic).toBe(positive);
    expect(pValue).toBeCloseTo(
      Math.min(1, 2 * Math.min(binomialCdf(positive, 40, 0.5), binomialSf(positive, 40, 0.5))),
      12,
    );
  });
});
