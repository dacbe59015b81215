/** Largest absolute value of ln x for doubles x. */
const SPAN = 745;

/**
 * The u in [-745, 745] with f(u) = 0, f increasing; the nearest end if there is none. Finds a bracket by doubling, then uses the
 * Illinois rule.
 */
export function increasingRoot(f: (u: number) => number, start: number): number {
  let [low, high] = [start, start];
  let [below, above] = [f(start), f(start)];
  for (let step = 1; below > 0; step *= 2) {
    if (low === -SPAN) return low;
    [high, above] = [low, below];
    low = Math.max(-SPAN, low - step);
    below = f(low);
  }
  for (let step = 1; above < 0; step *= 2) {
    if (high === SPAN) return high;
    [low, below] = [high, above];
    high = Math.min(SPAN, high + step);
    above = f(high);
  }
  return illinois(f, low, below, high, above);
}

/** False position that halves the value at an end that stays, and bisects if a value is infinite. */
function illinois(f: (u: number) => number, a: number, fa: number, b: number, fb: number): number {
  let [low, below, high, above, last] = [a, fa, b, fb, 0];
  for (let step = 0; step < 400 && high - low > Number.EPSILON * Math.max(1, Math.abs(low)); step++) {
    const secant = (low * above - high * below) / (above - below);
    const u = secant > low && secant < high ? secant : (low + high) / 2;
    const value = f(u);
    if (value === 0) return u;
    if (value < 0) {
      if (last < 0) above /= 2;
      [low, below] = [u, value];
    } else {
      if (last > 0) below /= 2;
      [high, above] = [u, value];
    }
    last = Math.sign(value);
  }
  return Math.abs(below) < Math.abs(above) ? low : high;
}
