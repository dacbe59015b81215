import { backwardCurve, forwardCurve, type LogLaw, type NetworkOptions } from "../theory/index.js";
import { network } from "../theory/network.js";
import type { LayerLaw, Prediction } from "./layerLaw.js";

/** Changes of the mean of ln q and of ln g at every layer. */
export interface MeanShift {
  readonly forward: readonly number[];
  readonly backward: readonly number[];
}

/** The largest next order of a shift, as a share of the standard error of the mean. */
const SHARE = 0.1;
/** The next order relative to the shift is about this number divided by the width. */
const NEXT_ORDER = 5;
/** With a larger variance an expansion in 1/width is of no use. */
const LARGEST_VARIANCE = 0.5;

/**
 * The change of order 1/width that is due to weights with another kurtosis than the normal law's; null if the next
 * order would be visible in the mean of `nets` networks.
 */
export function kurtosisShift(options: NetworkOptions, nets: number): MeanShift | null {
  const width = Math.min(...network(options).layers.map(({ fanIn }) => fanIn));
  const between = (curve: (options: NetworkOptions) => LogLaw[]): number[] | null => {
    const normal = curve({ ...options, kurtosis: 3 });
    const shift = curve(options).map(({ mean }, l) => mean - normal[l]!.mean);
    const isFine = normal.every(({ variance }, l) => {
      const seen = SHARE * Math.sqrt(variance / nets);
      return variance <= LARGEST_VARIANCE && Math.abs(shift[l]!) * (NEXT_ORDER / width) <= seen;
    });
    return isFine ? shift : null;
  };
  const [forward, backward] = [between(forwardCurve), between(backwardCurve)];
  return forward === null || backward === null ? null : { forward, backward };
}

export function withMeanShift(seen: Prediction, { forward, backward }: MeanShift): Prediction {
  const moved = (laws: readonly (LayerLaw | null)[], by: readonly number[]) =>
    laws.map((law, l) => law && { ...law, mean: law.mean + by[l]! });
  return { ...seen, forward: moved(seen.forward, forward), backward: moved(seen.backward, backward) };
}
