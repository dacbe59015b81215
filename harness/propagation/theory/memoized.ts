import type { Activation } from "../activation/index.js";

/** Layers that stay at a fixed point, or are asked about twice, are computed once; so many are remembered. */
const REMEMBERED = 2 ** 12;

/** A function of an activation and a number that knows what it answered last. */
export function memoized<T>(compute: (activation: Activation, at: number) => T): typeof compute {
  const known = new WeakMap<Activation, Map<number, T>>();
  return (activation, at) => {
    const own = known.get(activation) ?? new Map<number, T>();
    known.set(activation, own);
    if (own.has(at)) return own.get(at)!;
    const found = compute(activation, at);
    if (own.size >= REMEMBERED) own.clear();
    own.set(at, found);
    return found;
  };
}
