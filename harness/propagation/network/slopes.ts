/** The slopes of a curve at its last layers, in natural logarithms for each layer; positive if signals grow. */
export interface CurveSlopes {
  /** The slope of ln q; null if the network is dead or has one layer. */
  readonly forward: number | null;
  /** The slope of ln g towards the input. */
  readonly backward: number | null;
}

/** The share of a network's layers, from the top, over which a slope is taken: the first layers have not yet converged. */
const WINDOW = 1 / 4;

/** The mean change in each layer, over the top quarter of a network. */
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
