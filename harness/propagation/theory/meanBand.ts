/** The band in which the mean of a logarithm over independent networks must lie. */
export interface Band {
  readonly low: number;
  readonly high: number;
}

/**
 * The band of the mean over `nets` independent networks of a quantity of known mean and variance: z standard errors to
 * either side. Center it on E[ln], never on the logarithm of a mean field, and average logarithms only.
 */
export function meanBand(law: { readonly mean: number; readonly variance: number }, nets: number, z: number): Band {
  const half = z * Math.sqrt(law.variance / nets);
  return { low: law.mean - half, high: law.mean + half };
}
