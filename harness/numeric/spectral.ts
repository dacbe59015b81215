/** Tools for quadratic statistics: weighted sums of chi-squares and the coefficients of their series. */

/**
 * Smirnov's formula: P(sum X_j / lambda_j > x) for independent chi-squares X_j with one degree of freedom is
 * (1/pi) sum_k (-1)^(k+1) times the integral of exp(-x u / 2) / (u sqrt|D(u)|) from lambda_(2k-1) to lambda_(2k). D vanishes
 * like a root at both ends, which Gauss-Chebyshev nodes take exactly; all that is left is smooth.
 */
export function smirnovSpectralSf(
  x: number,
  lambda: (j: number) => number,
  determinant: (u: number) => number,
  accuracy: number,
): number {
  const nodes = Math.ceil(accuracy);
  let sum = 0;
  for (let k = 1; k < 200; k++) {
    const [low, high] = [lambda(2 * k - 1), lambda(2 * k)];
    const term = chebyshev(x, low, high, determinant, nodes);
    sum += k % 2 === 1 ? term : -term;
    if (!(term > 1e-18 * sum)) break;
  }
  return sum / Math.PI;
}

function chebyshev(x: number, low: number, high: number, determinant: (u: number) => number, nodes: number): number {
  let sum = 0;
  for (let i = 0; i < nodes; i++) {
    const u = (low + high) / 2 + ((high - low) / 2) * Math.cos(((2 * i + 1) * Math.PI) / (2 * nodes));
    const ends = Math.sqrt((u - low) * (high - u));
    sum += (Math.exp((-x * u) / 2) * ends) / (u * Math.sqrt(Math.abs(determinant(u))));
  }
  return (sum * Math.PI) / nodes;
}

/** Gamma(j + 1/2) / (Gamma(1/2) j!): the binomial coefficient of (1 - t)^(-1/2). */
export function weightedChi(j: number): number {
  let value = 1;
  for (let k = 1; k <= j; k++) value *= (k - 0.5) / k;
  return value;
}
