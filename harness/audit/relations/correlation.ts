/** Two tensors whose entries are correlated, place by place. */
import type { Trace } from "./trace.js";

const FEWEST = 64;

export interface Correlation {
  readonly pValue: number;
  readonly correlation: number;
  readonly entries: number;
}

/**
 * S = sum of a_k b_k over the entries at the start of both tensors. If the b_k are independent of the a_k and as likely positive
 * as negative, then given all magnitudes S is a sum of fair signs, and P(|S| >= s) <= 2 exp(-s^2 / (2 sum (a_k b_k)^2))
 * (Hoeffding 1963, theorem 2): the law need not be known, and the bound holds at any distance.
 */
export function correlationOf(one: Trace, other: Trace): Correlation | undefined {
  const n = Math.min(one.start.length, other.start.length);
  if (n < FEWEST || !(one.symmetric && other.symmetric)) return undefined;
  let [sum, squares, a2, b2] = [0, 0, 0, 0];
  for (let k = 0; k < n; k++) {
    const [a, b] = [one.start[k]!, other.start[k]!];
    const product = a * b;
    sum += product;
    squares += product * product;
    a2 += a * a;
    b2 += b * b;
  }
  if (!(squares > 0)) return undefined;
  const pValue = Math.min(1, 2 * Math.exp(-(sum * sum) / (2 * squares)));
  return { pValue, correlation: sum / Math.sqrt(a2 * b2), entries: n };
}
