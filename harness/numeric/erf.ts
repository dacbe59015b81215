/**
 * The error function and its complement, by the rational approximations of W. J. Cody, "Rational Chebyshev
 * approximations for the error function", Math. Comp. 23 (1969): relative error below 1e-15 in both tails.
 */
import { evaluate } from "./rational.js";

const CENTRE = {
  numerator: [3209.3775891384694, 377.485237685302, 113.86415415105016, 3.1611237438705655, 0.18577770618460315],
  denominator: [2844.236833439171, 1282.6165260773723, 244.02463793444417, 23.601290952344122, 1],
};
const MIDDLE = {
  numerator: [
    1230.3393547979972, 2051.0783778260716, 1712.0476126340707, 881.952221241769, 298.6351381974001, 66.11919063714163,
    8.883149794388375, 0.5641884969886701, 2.1531153547440383e-8,
  ],
  denominator: [
    1230.3393548037493, 3439.3676741437216, 4362.619090143247, 3290.7992357334597, 1621.3895745666903,
    537.1811018620099, 117.6939508913125, 15.744926110709835, 1,
  ],
};
const TAIL = {
  numerator: [
    0.0006587491615298378, 0.01608378514874228, 0.12578172611122926, 0.36034489994980445, 0.30532663496123236,
    0.016315387137302097,
  ],
  denominator: [
    0.0023352049762686918, 0.06051834131244132, 0.5279051029514285, 1.8729528499234604, 2.568520192289822, 1,
  ],
};

const CENTRE_END = 0.46875;
/** Beyond this erfc is below the smallest double. */
const UNDERFLOW = 28;

/** erf(x) = 2/sqrt(pi) times the integral of exp(-t^2) from 0 to x. */
export function erf(x: number): number {
  if (Math.abs(x) <= CENTRE_END) return x * evaluate(CENTRE, x * x);
  return x > 0 ? 1 - erfc(x) : erfc(-x) - 1;
}

/** 1 - erf(x), to full relative accuracy until it underflows near x = 26.6. */
export function erfc(x: number): number {
  if (Number.isNaN(x)) return Number.NaN;
  if (x > UNDERFLOW) return 0;
  if (Math.abs(x) <= CENTRE_END) return 1 - erf(x);
  return x > 0 ? gaussian(x) * erfcx(x) : 2 - erfc(-x);
}

/** exp(x^2) erfc(x): erfc without its exponential decay. */
export function erfcx(x: number): number {
  if (Number.isNaN(x)) return Number.NaN;
  if (x < CENTRE_END) return erfc(x) / gaussian(x);
  if (x <= 4) return evaluate(MIDDLE, x);
  const z = 1 / (x * x);
  return (1 / Math.sqrt(Math.PI) - z * evaluate(TAIL, z)) / x;
}

/** exp(-x^2), with x split so that the rounding of its square does not matter. */
function gaussian(x: number): number {
  if (Math.abs(x) > UNDERFLOW) return 0;
  const head = Math.trunc(x * 16) / 16;
  return Math.exp(-head * head) * Math.exp(-(x - head) * (x + head));
}
