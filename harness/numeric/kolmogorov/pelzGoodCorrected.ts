import { durbinCdf } from "./durbin.js";
import { pelzGoodCdf } from "./pelzGood.js";

/** Up to this n d, and this n, the exact law takes about 5 ms. */
const CHEAP_ND = 36;
const CHEAP_N = 3000;
/** Below this z the law is below the smallest double. */
const UNDERFLOW = 0.041;

/**
 * P(D < d) for large n: the expansion of Pelz and Good has the error A/n^2 + B/n^(5/2) + ..., and the exact law at two smaller n,
 * with the same d sqrt(n), determines A and B. The error is that of the logarithm, which keeps the lower tail accurate.
 */
export function pelzGoodCorrected(n: number, d: number): number {
  const z = d * Math.sqrt(n);
  if (z < UNDERFLOW) return 0;
  const medium = Math.max(CHEAP_N, Math.floor((CHEAP_ND / z) ** 2));
  const small = Math.ceil(medium / 3);
  const [missSmall, missMedium] = [missAt(small, z), missAt(medium, z)];
  const b = (missMedium - missSmall) / (1 / Math.sqrt(medium) - 1 / Math.sqrt(small));
  const a = missSmall - b / Math.sqrt(small);
  return pelzGoodCdf(n, d) * Math.exp((a + b / Math.sqrt(n)) / (n * n));
}

/** n^2 ln(exact / expansion). */
function missAt(n: number, z: number): number {
  const d = z / Math.sqrt(n);
  return n * n * Math.log(durbinCdf(n, d) / pelzGoodCdf(n, d));
}
