/**
 * The band of the mean over `nets` independent networks of a quantity of known mean and variance: z standard errors to
 * either side. Center it on E[ln], never on the logarithm of a mean field, and average logarithms only.
 */
export function meanBand(law, nets, z) {
    const half = z * Math.sqrt(law.variance / nets);
    return { low: law.mean - half, high: law.mean + half };
}
