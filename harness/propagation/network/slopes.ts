/** Natural logarithms a layer, at the last layers: growth where positive. */
export interface CurveSlopes {
  /** Of ln q on the way up; null where nothing is left or there is one layer. */
  readonly forward: number | null;
  /** Of ln g on the way down. */
  readonly backward: number | null;
}

/** The share of a network's layers, from the top, that a slope is taken over: the first ones are still on their way. */
const WINDOW = 1 / 4;

/** The mean change a layer over the top quarter of a network. */
export function slopesOf(forward: readonly number[], backward: readonly number[]): CurveSlopes {
  const depth = forward.length;
  const window = Math.max(1, Math.floor(depth * WINDOW));
  const from = depth - 1 - window;
  const slope = (rise: number): number | null => (Number.isFinite(rise) ? rise / window : null);
  return {
    forward: slope(forward[depth - 1]! - (forward[from] ?? Number.NaN)),
    backward: slope((backward[from] ?? Number.NaN) - backward[depth - 1]!),
  };
}
