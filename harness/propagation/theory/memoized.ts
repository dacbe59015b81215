import type { Activation } from "../activation/index.js";

/** The number of results that are kept: many layers have the same length, that of a fixed point. */
const REMEMBERED = 2 ** 12;

/** The function of an activation and a number, with its latest results kept. */
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
