import { power } from "../../numeric/power.js";
import { type JacobianOptions, jacobianSpectrum, stationaryPoint } from "./jacobianSpectrum.js";
import { requireCount } from "./require.js";

/** Mean of the Tracy-Widom law of real matrices: Bornemann, "On the numerical evaluation of distributions" (2010). */
const TRACY_WIDOM_MEAN = -1.206533574582;

/**
 * The expected largest squared singular value at finite width n: the edge of `jacobianSpectrum` and the mean of the
 * Tracy-Widom law at its scale (A n)^(-2/3), where the density is A sqrt(edge - x) / pi. The error is of order 1/n and
 * grows with depth/n: the value is accurate while the correction is small relative to the edge. For spectra that end in
 * a point mass it is the edge itself.
 */
export function largestJacobianValue(options: JacobianOptions, width: number): number {
  const { max } = jacobianSpectrum(options);
  requireCount("largestJacobianValue", "width", width);
  const z = stationaryPoint(options);
  if (!Number.isFinite(z)) return max;
  const density = Math.sqrt(2 / (logCurvature(options, z) * max)) / max;
  return max + TRACY_WIDOM_MEAN * power(density * width, -2 / 3);
}

/** The second derivative of the logarithm of the inverse moment function. */
function logCurvature({ depth, weights, linear: p }: JacobianOptions, z: number): number {
  const own = 1 / z ** 2 - 1 / (1 + z) ** 2;
  const layer = (weights === "orthogonal" ? 1 / (1 + z) ** 2 : 0) - 1 / (p + z) ** 2;
  return own + depth * layer;
}
