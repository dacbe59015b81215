/** A law's distribution function to 1e-6, at the cost of a table look-up. */
import { isBounded, type Law, standardDeviation } from "../../contract/law/index.js";

/** Steps over 12 standard deviations: for a normal the error of a step is below 1e-7. */
const STEPS = 2 ** 14;
/** Standard deviations to either side; the probability beyond is below 1e-8. */
const REACH = 6;

const computed = new WeakMap<Law, (x: number) => number>();

export function cdfTable(law: Law): (x: number) => number {
  let table = computed.get(law);
  if (table === undefined) {
    table = interpolated(law);
    computed.set(law, table);
  }
  return table;
}

function interpolated(law: Law): (x: number) => number {
  const sd = standardDeviation(law);
  const [low, high] = isBounded(law) ? law.support : [law.mean - REACH * sd, law.mean + REACH * sd];
  const scale = STEPS / (high - low);
  const values = Float64Array.from({ length: STEPS + 1 }, (_, k) => law.cdf(low + k / scale));
  return (x) => {
    const at = (x - low) * scale;
    if (!(at > 0)) return 0;
    if (at >= STEPS) return 1;
    const k = Math.floor(at);
    const from = values[k]!;
    return from + (at - k) * (values[k + 1]! - from);
  };
}
