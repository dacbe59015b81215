import { backwardCurve, forwardCurve, type LogLaw, type NetworkOptions } from "../theory/index.js";
import { network } from "../theory/network.js";
import type { LayerLaw, Prediction } from "./layerLaw.js";

/** Changes of the mean of ln q and of ln g at every layer. */
export interface MeanShift {
  readonly forward: readonly number[];
  readonly backward: readonly number[];
}

/** Of the standard error of a mean, what the next order of a shift may be. */
const SHARE = 0.1;
/** The next order of a shift, relative to it, times the width. */
const NEXT_ORDER = 5;
/** Beyond this variance an expansion in 1/width says nothing of a mean. */
const LARGEST_VARIANCE = 0.5;

/**
 * What weights of another kurtosis than the normal law's change at order 1/width; null where the next order could be seen in the
 * mean of `nets` networks.
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
