/** Student's law. NaN where df > 0 does not hold; df = Infinity is the normal law. */
import { incompleteBeta } from "./beta.js";
import { normalSf } from "./normal.js";

/** With more degrees of freedom the law is the normal one to the last digit, out to where both underflow. */
const NORMAL = 1e22;
/** Beyond this, whose square is finite, the tail is the power t^-df. */
const FAR = 1e150;

/** P(T <= t) with df degrees of freedom, to full relative accuracy in the lower tail. */
export function studentTCdf(t: number, df: number): number {
  return studentTSf(-t, df);
}

/** P(T > t), to full relative accuracy in the upper tail. */
export function studentTSf(t: number, df: number): number {
  if (!(df > 0) || Number.isNaN(t)) return Number.NaN;
  if (df > NORMAL) return normalSf(t);
  if (t < 0) return 1 - studentTSf(-t, df);
  if (t > FAR) return studentTSf(FAR, df) * (FAR / t) ** df;
  const ratio = (t * t) / df;
  const gap = (t * t - 1) / (1 + ratio) / 2;
  return incompleteBeta(1 / (1 + ratio), ratio / (1 + ratio), df / 2, 1 / 2, gap).lower / 2;
}
