import { devianceBy, stirlingError } from "../loader.js";

/**
 * P(D+ >= d) for n uniform draws, exactly: Smirnov's sum, all of whose terms are positive (Birnbaum and Tingey 1951).
 */
export function smirnovSf(n: number, d: number): number {
  if (!(n >= 1 && !Number.isNaN(d))) return Number.NaN;
  if (d <= 0) return 1;
  if (d >= 1) return 0;
  const nd = n * d;
  const whole = stirlingError(n);
  let sum = Math.exp(n * Math.log1p(-d));
  for (let j = 1; j < n - nd; j++) {
    const rest = n - j;
    const exponent =
      whole - stirlingError(j) - stirlingError(rest) - devianceBy(j, -nd, j + nd) - devianceBy(rest, nd, rest - nd);
    sum += (Math.exp(exponent) * Math.sqrt(n / (2 * Math.PI * j * rest)) * nd) / (nd + j);
  }
  return Math.min(1, sum);
}
