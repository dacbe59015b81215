const LN_SQRT_2PI = Math.log(2 * Math.PI) / 2;

/** ln Gamma(x) for x > 0, by recurrence up to 16 and Stirling's series there; NaN for x <= 0. */
export function lnGamma(x: number): number {
  if (!(x > 0)) return Number.NaN;
  if (x === 1 || x === 2) return 0;
  let product = 1;
  let y = x;
  while (y < 16) product *= y++;
  const z = 1 / (y * y);
  const series = (1 / 12 - z * (1 / 360 - z * (1 / 1260 - z * (1 / 1680 - z * (1 / 1188 - (z * 691) / 360360))))) / y;
  return (y - 0.5) * Math.log(y) - y + LN_SQRT_2PI + series - Math.log(product);
}
