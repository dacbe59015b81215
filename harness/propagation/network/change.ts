/**
 * The changes of ln q forward and of ln g backward through a whole network; null if all activations are 0 or there is
 * only one layer.
 */
export interface Change {
  readonly forward: number | null;
  readonly backward: number | null;
}

/**
 * The change from the first layer to the last, without the change that unequal widths explain. A contract that keeps
 * the variance of units (fan_in) does not change ln q, and changes ln g by ln(n_L / n_1); one that keeps the variance
 * of gradients (fan_out) does not change ln g, and changes ln q by the negative of that. A change between 0 and this
 * one does not depend on the depth and counts as none.
 */
export function changeOf(forward: readonly number[], backward: readonly number[], widths: readonly number[]): Change {
  const depth = forward.length;
  if (depth < 2) return { forward: null, backward: null };
  const ofWidths = Math.log(widths.at(-1)! / widths[1]!);
  const beyond = (rise: number, most: number): number | null =>
    Number.isFinite(rise) ? rise - Math.min(Math.max(rise, Math.min(0, most)), Math.max(0, most)) : null;
  return {
    forward: beyond(forward[depth - 1]! - forward[0]!, 0 - ofWidths),
    backward: beyond(backward[0]! - backward[depth - 1]!, ofWidths),
  };
}
