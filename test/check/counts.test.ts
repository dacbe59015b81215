/** Checks that count: their p-values under every outcome, and how often each outcome comes. */
import { describe, expect, it } from "vitest";
import { expecting, observe } from "./sample.js";

interface Outcome {
  readonly probability: number;
  readonly pValue: number;
}

/** The largest of P(p <= a) / a over all levels a from `least` to 1. */
function worstRatio(outcomes: readonly Outcome[], least: number): number {
  let [below, worst] = [0, 0];
  for (const { probability, pValue } of outcomes.toSorted((a, b) => a.pValue - b.pValue)) {
    below += probability;
    if (pValue >= least && pValue < 1) worst = Math.max(worst, below / pValue);
  }
  return worst;
}

const logFactorial = (n: number): number => (n < 2 ? 0 : Math.log(n) + logFactorial(n - 1));

/** Of counts whose shares sum to 1. */
function multinomial(counts: readonly number[], shares: readonly number[]): number {
  const n = counts.reduce((sum, k) => sum + k, 0);
  const log = counts.reduce((sum, k, at) => sum + k * Math.log(shares[at]!) - logFactorial(k), logFactorial(n));
  return Math.exp(log);
}

/** P(|Z| > 2), 3, 4 from tables. */
const BEYOND = [0.045500263896358417, 0.0026997960632601866, 6.334248366623973e-5] as const;

describe("tail_counts", () => {
  const N = 40;
  const expected = expecting("random_normal(stddev=1)", { shape: [N], layout: "o" });
  const shares = [1 - BEYOND[0], BEYOND[0] - BEYOND[1], BEYOND[1] - BEYOND[2], BEYOND[2]];

  it("rejects no level more often than it says, over all outcomes", () => {
    const outcomes: Outcome[] = [];
    for (let two = 0; two <= 22; two++) {
      for (let three = 0; three <= 8; three++) {
        for (let four = 0; four <= 5; four++) {
          const entries = new Float64Array(N).fill(0.1);
          entries.fill(2.5, 0, two).fill(-3.5, two, two + three);
          entries.fill(4.5, two + three, two + three + four);
          const probability = multinomial([N - two - three - four, two, three, four], shares);
          outcomes.push({ probability, pValue: observe("tail_counts", { expected, tensors: [entries] }).pValue });
        }
      }
    }
    expect(outcomes.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 9);
    const worst = worstRatio(outcomes, 1e-7);
    expect(worst).toBeLessThanOrEqual(1 + 1e-9);
    // Three looks at two tails of few entries: far below the level, but not by more than that.
    expect(worst).toBeGreaterThan(0.3);
  });
});

describe("tail_sign", () => {
  it("rejects no level more often than it says, over all numbers of signs", () => {
    const IN_TAILS = 24;
    const expected = expecting("random_normal(stddev=1)", { shape: [IN_TAILS], layout: "o" });
    const outcomes = Array.from({ length: IN_TAILS + 1 }, (_, above): Outcome => {
      const entries = new Float64Array(IN_TAILS).fill(-4.5).fill(4.5, 0, above);
      const { pValue } = observe("tail_sign", { expected, tensors: [entries] });
      return { probability: multinomial([above, IN_TAILS - above], [0.5, 0.5]), pValue };
    });
    // Five looks at one set of signs.
    expect(worstRatio(outcomes, 0)).toBeCloseTo(1 / 5, 9);
  });

  it("has nothing to say of empty tails", () => {
    const expected = expecting("random_normal(stddev=1)", { shape: [4], layout: "o" });
    expect(observe("tail_sign", { expected, tensors: [Float64Array.of(0.1, -0.2, 0.3, 0.4)] }).pValue).toBe(1);
  });
});

describe("sparse_places", () => {
  /** One zero in each of `columns` columns; `counts` say at which input. */
  function pValueOf(counts: readonly number[]): number {
    const columns = counts.reduce((sum, k) => sum + k, 0);
    const rows = counts.length;
    const expected = expecting(`sparse(sparsity=${1 / rows - 0.01})`, { shape: [rows, columns] });
    const tensor = new Float64Array(rows * columns).fill(0.01);
    let column = 0;
    counts.forEach((count, row) => {
      for (let k = 0; k < count; k++) tensor[row * columns + column++] = 0;
    });
    return observe("sparse_places", { expected, tensors: [tensor] }).pValue;
  }

  it("is exact where there are two inputs", () => {
    const outcomes = Array.from({ length: 41 }, (_, k): Outcome => {
      return { probability: multinomial([k, 40 - k], [0.5, 0.5]), pValue: pValueOf([k, 40 - k]) };
    });
    expect(worstRatio(outcomes, 0)).toBeCloseTo(1, 9);
    expect(outcomes[20]!.pValue).toBe(1);
  });

  it("is right to a factor of two down to 5e-6 where there are three inputs with 20 zeros each", () => {
    const outcomes: Outcome[] = [];
    for (let a = 0; a <= 60; a++) {
      for (let b = 0; a + b <= 60; b++) {
        const counts = [a, b, 60 - a - b];
        const probability = multinomial(counts, [1 / 3, 1 / 3, 1 / 3]);
        outcomes.push({ probability, pValue: pValueOf(counts) });
      }
    }
    const worst = worstRatio(outcomes, 5e-6);
    expect(worst).toBeLessThan(2);
    expect(worst).toBeGreaterThan(0.8);
  });
});
