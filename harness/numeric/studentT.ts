/** Student's t law. NaN unless df > 0; df = Infinity is the normal law. */

import { incompleteBeta } from "./beta.js";
import { increasingRoot } from "./increasingRoot.js";
import { normalSf } from "./normal.js";
import { normalQuantile } from "./normalQuantile.js";
import { power } from "./power.js";
import type { Tails } from "./tails.js";

/** With more degrees of freedom the law is the normal one to the last digit, until both underflow. */
const NORMAL = 1e22;
/** Beyond this, whose square is finite, the tail is proportional to t^-df. */
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
  if (t > FAR) return studentTSf(FAR, df) * power(FAR / t, df);
  return outside(t, df).lower / 2;
}

/** The t with P(T <= t) = p; infinite at 0 and 1, NaN outside. */
export function studentTQuantile(p: number, df: number): number {
  if (!(p >= 0 && p <= 1 && df > 0)) return Number.NaN;
  if (df > NORMAL) return normalQuantile(p);
  if (p > 0.5) return -studentTQuantile(1 - p, df);
  if (p === 0.5) return 0;
  if (p === 0) return Number.NEGATIVE_INFINITY;
  const miss = (lnT: number): number => {
    const t = Math.exp(lnT);
    return p > 0.25 && t < FAR ? Math.log(outside(t, df).upper / (1 - 2 * p)) : Math.log(p / studentTSf(t, df));
  };
  return -Math.exp(increasingRoot(miss, 0));
}

/** P(|T| > t) and, as upper, P(|T| < t), from the beta law of df / (df + t^2). */
function outside(t: number, df: number): Tails {
  const ratio = (t * t) / df;
  const gap = (t * t - 1) / (1 + ratio) / 2;
  return incompleteBeta(1 / (1 + ratio), ratio / (1 + ratio), df / 2, 1 / 2, gap);
}
