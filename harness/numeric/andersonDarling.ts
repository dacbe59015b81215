/** The limit law of the Anderson-Darling statistic A^2 (Anderson and Darling 1952). NaN unless z >= 0. */
import { type Spectrum, smirnovSpectralSf, weightedChi } from "./spectral.js";

const LARGE = 0.8;
/** Beyond this P is below the smallest double. */
const UNDERFLOW = 750;

/** P(A^2 > z), to full relative accuracy in the upper tail. */
export function andersonDarlingSf(z: number): number {
  if (!(z >= 0)) return Number.NaN;
  if (z === 0) return 1;
  if (z > UNDERFLOW) return 0;
  return z < LARGE ? 1 - series(z) : spectral(z);
}

/** P(A^2 <= z), to full relative accuracy in the lower tail. */
export function andersonDarlingCdf(z: number): number {
  if (!(z >= 0)) return Number.NaN;
  if (z === 0) return 0;
  return z < LARGE ? series(z) : 1 - andersonDarlingSf(z);
}

/** A^2 is a sum of chi-squares with weights 1/(j (j + 1)); D(u) = cos(pi/2 sqrt(1 + 4u)) / (pi u). */
const SPECTRUM: Spectrum = {
  lambda: (j) => j * (j + 1),
  determinant: (j, above) => {
    const u = j * (j + 1) + above;
    const phase = (4 * above) / (Math.sqrt(1 + 4 * u) + 2 * j + 1);
    return Math.abs(Math.sin((Math.PI / 2) * phase)) / (Math.PI * u);
  },
};

const spectral = (z: number): number => smirnovSpectralSf(z, SPECTRUM, 40 + 7 * Math.sqrt(z));

/** Anderson and Darling's own series, fast for small z. */
function series(z: number): number {
  let sum = 0;
  for (let j = 0; j < 12; j++) {
    const rate = ((4 * j + 1) ** 2 * Math.PI ** 2) / (8 * z);
    const sign = j % 2 === 0 ? 1 : -1;
    sum += sign * weightedChi(j) * (4 * j + 1) * tail(rate, z);
  }
  return sum === 0 ? 0 : (Math.sqrt(2 * Math.PI) / z) * sum;
}

/** The integral of exp(z/(8 (w^2 + 1)) - rate (1 + w^2)) over w > 0, by the trapezoidal rule in w sqrt(rate). */
function tail(rate: number, z: number): number {
  const step = 1 / 16;
  let sum = 0;
  for (let k = 0; k <= 110; k++) {
    const t = k * step;
    const w2 = (t * t) / rate;
    sum += (k === 0 ? 1 / 2 : 1) * Math.exp(z / (8 * (w2 + 1)) - rate - t * t);
  }
  return (sum * step) / Math.sqrt(rate);
}
