import { stirlingError } from "../lnGamma.js";
import { deviance } from "../loader.js";
import { power } from "../power.js";
import { liChien } from "./liChien.js";

/** This many terms, evenly spaced, determine the sum if it is smooth. */
const TERMS = 8192;
/** From this n d on the terms decay smoothly at both ends, below exp(-n d). */
const SMOOTH = 45;
/** For more draws than this, and n d at most SMOOTH, there are faster ways than summing n terms. */
const LARGE = 1e5;
/** Below this n d the complement has few terms; above it the expansion is accurate to 1e-12. */
const FEW = 12;

/**
 * P(D+ >= d) for n uniform draws, one-sided and exact: Smirnov's sum, whose terms are all positive (Birnbaum and Tingey 1951).
 * NaN unless n is an integer >= 1 and d in [0, 1].
 *
 * As functions of t = j/n the terms vanish at both ends with all their derivatives, like exp(-1/t): for large n every stride-th
 * term, times the stride, gives the same sum to all digits (the trapezoidal rule).
 */
export function smirnovSf(n: number, d: number): number {
  if (!(Number.isInteger(n) && n >= 1 && d >= 0 && d <= 1)) return Number.NaN;
  if (d === 0) return 1;
  if (d === 1) return 0;
  const nd = n * d;
  if (nd <= SMOOTH && n > LARGE) return nd < FEW ? 1 - complement(n, d) : -liChien(n, d, 1) / 2;
  const stride = nd > SMOOTH ? Math.max(1, Math.floor(n / TERMS)) : 1;
  const whole = stirlingError(n);
  let sum = 0;
  for (let j = stride; j < n - nd; j += stride) {
    const rest = n - j;
    const exponent =
      whole - stirlingError(j) - stirlingError(rest) - deviance(j, j + nd, -nd) - deviance(rest, rest - nd, nd);
    sum += (Math.exp(exponent) * Math.sqrt(n / (2 * Math.PI * j * rest)) * nd) / (nd + j);
  }
  return Math.min(1, stride * sum + Math.exp(n * Math.log1p(-d)));
}

/** P(D+ < d): by Abel's identity the sum of the terms that Smirnov's sum leaves out, with alternating signs. */
function complement(n: number, d: number): number {
  let sum = 0;
  let binomial = 1;
  for (let i = 0; i < n * d; i++) {
    sum += binomial * power(i - n * d, i) * Math.exp((n - i - 1) * Math.log1p(d - i / n));
    binomial *= (n - i) / (n * (i + 1));
  }
  return d * sum;
}
