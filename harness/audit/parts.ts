/**
 * Cuts a tensor into parts, three by default, which take the place of a gate's stages. Each part has runs from the
 * whole tensor, so that every part shows a local fault; each run has neighbouring entries, so that it shows dependence.
 */
import type { AtRest } from "./atRest.js";

export const FEWEST_PARTS = 3;
/** Number of runs in each part, if the tensor is large enough. */
const MOST_CYCLES = 8;
/** The fewest rows in a run that show dependence between neighbours. */
const SHORTEST_RUN = 8;

/** Cuts along the first axis if it is long enough to keep rows whole, otherwise into runs of entries. */
export function partsOf({ expected, dtype, entries }: AtRest, count: number = FEWEST_PARTS): readonly AtRest[] {
  const { dims, size } = expected.shape;
  const byRows = dims.length > 1 && dims[0]! >= count * SHORTEST_RUN;
  const units = byRows ? dims[0]! : size;
  const each = size / units;
  const cycles = Math.max(1, Math.min(MOST_CYCLES, Math.floor(units / (count * SHORTEST_RUN))));
  const cut = (k: number): number => Math.floor((k * units) / (cycles * count)) * each;
  return Array.from({ length: count }, (_, part) => {
    const runs = Array.from({ length: cycles }, (_, cycle) => {
      const k = cycle * count + part;
      return entries.subarray(cut(k), cut(k + 1));
    });
    const joined = join(runs, entries);
    const shape = {
      ...expected.shape,
      dims: byRows ? [joined.length / each, ...dims.slice(1)] : [joined.length],
      size: joined.length,
    };
    return { expected: { ...expected, shape }, dtype, entries: joined };
  });
}

function join(runs: readonly AtRest["entries"][], like: AtRest["entries"]): AtRest["entries"] {
  const size = runs.reduce((sum, { length }) => sum + length, 0);
  const joined = like instanceof Float64Array ? new Float64Array(size) : new Float32Array(size);
  let at = 0;
  for (const run of runs) {
    joined.set(run, at);
    at += run.length;
  }
  return joined;
}
