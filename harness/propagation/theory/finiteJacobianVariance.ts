import { requireCount } from "./require.js";

/** A square network of width n whose Jacobian keeps its mean square: gain 1 for linear layers, sqrt 2 for ReLU. */
export interface FiniteJacobianOptions {
  readonly width: number;
  readonly depth: number;
  readonly weights: "gaussian" | "orthogonal";
  readonly activation: "linear" | "relu";
}

/** Expectations over networks of t_2 = tr (J J^T)^2 / n and of t_1^2 = (tr J J^T / n)^2. */
interface Traces {
  readonly second: number;
  readonly first: number;
}

type Step = (traces: Traces, n: number) => Traces;

/**
 * One layer more, S = J J^T becoming D W S W^T D. Rows of W are exchangeable with signs of their own, so that ReLU's mask D
 * is a fair coin a unit, independent of every (w_i S w_j)^2; and E (w S w)^2 = (2 tr S^2 + (tr S)^2) / n^2 for a normal
 * row of variance 1/n, / (n (n + 2)) for a row of a Haar matrix.
 */
const STEPS: Readonly<Record<FiniteJacobianOptions["weights"], Readonly<Record<"linear" | "relu", Step>>>> = {
  gaussian: {
    linear: ({ second, first }, n) => ({
      second: (1 + 1 / n) * second + first,
      first: first + (2 * second) / n ** 2,
    }),
    relu: ({ second, first }, n) => ({
      second: (1 + 3 / n) * second + 2 * first,
      first: (1 + 1 / n) * first + (4 * second) / n ** 2,
    }),
  },
  orthogonal: {
    linear: (traces) => traces,
    relu: ({ second, first }, n) => ({
      second: second + (2 * second + n * first) / (n + 2),
      first: first + ((2 * second) / n + first) / (n + 2),
    }),
  },
};

/**
 * The exact expectation, over networks of width n, of the variance of the squared singular values of one network's Jacobian.
 * Its limit for large n is `jacobianVariance`. Throws if width or depth is not a count.
 */
export function finiteJacobianVariance({ width, depth, weights, activation }: FiniteJacobianOptions): number {
  requireCount("finiteJacobianVariance", "width", width);
  requireCount("finiteJacobianVariance", "depth", depth);
  const step = STEPS[weights][activation];
  let traces: Traces = { second: 1, first: 1 };
  for (let l = 0; l < depth; l++) traces = step(traces, width);
  return traces.second - traces.first;
}
