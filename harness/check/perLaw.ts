import type { Law } from "../contract/law/index.js";
import type { Dtype } from "../weights/dtype.js";

/** A function of a law and a dtype, computed once for each: a run needs it again for every tensor of the law. */
export function perLaw(compute: (law: Law, dtype: Dtype) => number): (law: Law, dtype: Dtype) => number {
  const known = new WeakMap<Law, Map<Dtype, number>>();
  return (law, dtype) => {
    let byDtype = known.get(law);
    if (byDtype === undefined) {
      byDtype = new Map();
      known.set(law, byDtype);
    }
    const before = byDtype.get(dtype);
    if (before !== undefined) return before;
    const value = compute(law, dtype);
    byDtype.set(dtype, value);
    return value;
  };
}
