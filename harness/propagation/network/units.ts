/** Statistics over the units of a layer, as plain loops, since every layer of every network needs them. */
import type { Signal } from "./signal.js";

/**
 * Mean and variance over the units. Differences from the first unit are summed, so that equal units have a variance of
 * exactly 0.
 */
export function momentsOfUnits({ values, log }: Signal): { readonly mean: number; readonly variance: number } {
  const [n, first] = [values.length, values[0]!];
  let sum = 0;
  for (let i = 0; i < n; i++) sum += values[i]! - first;
  const center = sum / n;
  let squares = 0;
  for (let i = 0; i < n; i++) {
    const off = values[i]! - first - center;
    squares += off * off;
  }
  const [mean, variance, scale] = [first + center, squares / n, Math.exp(log)];
  return { mean: mean === 0 ? 0 : mean * scale, variance: variance === 0 ? 0 : variance * scale * scale };
}

/**
 * The variance of a unit over the inputs, averaged over the units. Computed on the scale of the largest input, so that
 * nothing overflows.
 */
export function varianceOverInputs(x: readonly Signal[]): number {
  const top = Math.max(...x.map(({ log }) => log));
  const scales = x.map(({ log }) => (top === Number.NEGATIVE_INFINITY ? 0 : Math.exp(log - top)));
  const units = x[0]!.values.length;
  let squares = 0;
  for (let i = 0; i < units; i++) {
    let total = 0;
    for (let b = 0; b < x.length; b++) total += scales[b]! * x[b]!.values[i]!;
    const mean = total / x.length;
    let own = 0;
    for (let b = 0; b < x.length; b++) {
      const off = scales[b]! * x[b]!.values[i]! - mean;
      own += off * off;
    }
    squares += own;
  }
  const variance = squares / units / (x.length - 1);
  return variance === 0 ? 0 : variance * Math.exp(2 * top);
}

/** The share of units whose slope is 0 on every input. */
export function deadShare(slopes: readonly Float64Array[]): number {
  const units = slopes[0]!.length;
  let dead = 0;
  for (let i = 0; i < units; i++) {
    let b = 0;
    while (b < slopes.length && slopes[b]![i] === 0) b++;
    if (b === slopes.length) dead++;
  }
  return dead / units;
}
