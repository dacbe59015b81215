/** How ln q changed going up, and ln g coming back, over a whole network; null where nothing is left or there is one layer. */
export interface Change {
  readonly forward: number | null;
  readonly backward: number | null;
}

/**
 * The change from the first layer to the last, less what the widths alone may do. A contract that keeps the variance of units
 * (fan_in) leaves ln q as it is and multiplies ln g by n_L / n_1 on the way back; one that keeps that of gradients (fan_out)
 * leaves ln g and divides ln q by as much: what lies between the two telescopes, whatever the depth, and counts as none.
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
