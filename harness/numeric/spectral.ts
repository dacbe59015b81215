/** Tools for quadratic statistics: weighted sums of chi-squares, and the coefficients of their series. */

/** A spectrum lambda_1 < lambda_2 < ... and the function D whose roots it is. */
export interface Spectrum {
  readonly lambda: (j: number) => number;
  /**
   * |D(lambda_j + above)|: values near the root determine the tail, so the distance from the root is given, not computed by
   * subtraction.
   */
  readonly determinant: (j: number, above: number) => number;
}

/**
 * Smirnov's formula: P(sum X_j / lambda_j > x) for independent chi-squares X_j with one degree of freedom is (1/pi) sum_k
 * (-1)^(k+1) times the integral of exp(-x u / 2) / (u sqrt|D(u)|) from lambda_(2k-1) to lambda_(2k). D has a simple root at both
 * ends, which Gauss-Chebyshev nodes treat exactly; the rest is smooth.
 */
export function smirnovSpectralSf(x: number, spectrum: Spectrum, nodes: number): number {
  let sum = 0;
  for (let k = 1; k < 200; k++) {
    const term = chebyshev(x, 2 * k - 1, spectrum, Math.ceil(nodes));
    sum += k % 2 === 1 ? term : -term;
    if (!(term > 1e-18 * sum)) break;
  }
  return sum / Math.PI;
}

function chebyshev(x: number, j: number, { lambda, determinant }: Spectrum, nodes: number): number {
  const low = lambda(j);
  const width = lambda(j + 1) - low;
  let sum = 0;
  for (let i = 0; i < nodes; i++) {
    const angle = ((2 * i + 1) * Math.PI) / (4 * nodes);
    const above = width * Math.sin(angle) ** 2;
    const ends = width * Math.sin(angle) * Math.cos(angle);
    sum += (Math.exp((-x * above) / 2) * ends) / ((low + above) * Math.sqrt(determinant(j, above)));
  }
  return (sum * Math.exp((-x * low) / 2) * Math.PI) / nodes;
}

/** Gamma(j + 1/2) / (Gamma(1/2) j!): the binomial coefficient of (1 - t)^(-1/2). */
export function weightedChi(j: number): number {
  let value = 1;
  for (let k = 1; k <= j; k++) value *= (k - 0.5) / k;
  return value;
}
