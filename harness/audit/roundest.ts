/** Prints fitted parameters with as few digits as their interval allows. */

/** The number with the fewest digits within the interval, printed with at least three. */
export function roundest(estimate: number, low: number, high: number): string {
  if (low <= 0 && high >= 0) return "0";
  for (let digits = 1; digits < 9; digits++) {
    const rounded = Number(estimate.toPrecision(digits));
    if (rounded >= low && rounded <= high) return rounded.toPrecision(Math.max(3, digits));
  }
  return estimate.toPrecision(9);
}
