/** Natural logarithms of the smallest positive and the first overflowing float32. */
const LOG_SMALLEST = -149 * Math.LN2;
const LOG_OVERFLOW = 128 * Math.LN2;
/** The natural logarithm of the smallest normal float32, which has all digits. */
const LOG_NORMAL = -126 * Math.LN2;

/** How a float32 layer is lost: its values, or only their squares, round to zero or to infinity. */
export type Float32Loss = "squares" | "values";

/** Whether a layer of mean square exp(logQ) is beyond float32. */
export function isBeyondFloat32(logQ: number, what: Float32Loss): boolean {
  const log = what === "squares" ? logQ : logQ / 2;
  return log < LOG_SMALLEST || log >= LOG_OVERFLOW;
}

/** The first layer (from 1) of a curve of ln q that float32 cannot hold, or null. */
export function float32LostAtLayer(logQ: readonly number[], what: Float32Loss = "values"): number | null {
  const at = logQ.findIndex((value) => isBeyondFloat32(value, what));
  return at < 0 ? null : at + 1;
}

/**
 * The number of layers until float32 overflows or underflows, if the mean square changes by the factor exp(logRatio) in
 * each layer; Infinity if it never does.
 */
export function float32Horizon(logRatio: number, what: Float32Loss = "values"): number {
  if (logRatio === 0) return Number.POSITIVE_INFINITY;
  const reach = (logRatio < 0 ? LOG_SMALLEST : LOG_OVERFLOW) / logRatio;
  return what === "squares" ? reach : 2 * reach;
}

/** The first layer (from 1) whose typical values float32 holds as subnormal numbers, of few digits, or not at all; or null. */
export function float32SubnormalAtLayer(logQ: readonly number[]): number | null {
  const at = logQ.findIndex((value) => value / 2 < LOG_NORMAL);
  return at < 0 ? null : at + 1;
}
