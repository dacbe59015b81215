/** The limit law of the Cramer-von Mises statistic (Smirnov 1936; Anderson and Darling 1952). NaN unless z >= 0. */
import { type Spectrum, smirnovSpectralSf, weightedChi } from "./spectral.js";

const LARGE = 0.25;
/** Beyond this P is below the smallest double. */
const UNDERFLOW = 152;

/** P(W^2 > z), to full relative accuracy in the upper tail. */
export function cramerVonMisesSf(z: number): number {
  if (!(z >= 0)) return Number.NaN;
  if (z === 0) return 1;
  if (z > UNDERFLOW) return 0;
  return z < LARGE ? 1 - series(z) : spectral(z);
}

/** P(W^2 <= z), to full relative accuracy in the lower tail. */
export function cramerVonMisesCdf(z: number): number {
  if (!(z >= 0)) return Number.NaN;
  if (z === 0) return 0;
  return z < LARGE ? series(z) : 1 - cramerVonMisesSf(z);
}

/** W^2 is a sum of chi-squares with weights 1/(j pi)^2; D(u) = sin(sqrt u) / sqrt u. */
const SPECTRUM: Spectrum = {
  lambda: (j) => (j * Math.PI) ** 2,
  determinant: (j, above) => {
    const root = Math.sqrt((j * Math.PI) ** 2 + above);
    return Math.abs(Math.sin(above / (root + j * Math.PI))) / root;
  },
};

const spectral = (z: number): number => smirnovSpectralSf(z, SPECTRUM, 40 + 20 * Math.sqrt(z));

function series(z: number): number {
  let sum = 0;
  for (let j = 0; j < 12; j++) {
    const x = (4 * j + 1) ** 2 / (16 * z);
    sum += weightedChi(j) * Math.sqrt(4 * j + 1) * besselQuarter(x);
  }
  return sum / (Math.PI * Math.sqrt(z));
}

/** exp(-x) K_(1/4)(x), with K as the integral of exp(-x cosh t) cosh(t/4): the trapezoidal rule converges exponentially. */
function besselQuarter(x: number): number {
  const step = 1 / (16 * Math.sqrt(Math.max(1, x)));
  let sum = 0;
  for (let k = 0; k < 2000; k++) {
    const t = k * step;
    const term = (k === 0 ? 1 / 2 : 1) * Math.exp(-x * (1 + Math.cosh(t))) * Math.cosh(t / 4);
    sum += term;
    if (!(term > sum * 1e-18)) break;
  }
  return sum * step;
}
