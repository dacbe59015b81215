/** The law of a constant: all mass at one value. */
import type { Transform } from "../../random/transform.js";
import type { Law } from "./law.js";

const zero: Transform = (_, out) => {
  out.fill(0);
};

export function point(value: number): Law {
  if (!Number.isFinite(value)) throw new RangeError(`point: value must be finite, got ${value}`);
  return {
    family: "point",
    support: [value, value],
    mean: value,
    variance: 0,
    density: (x) => (x === value ? Number.POSITIVE_INFINITY : 0),
    cdf: (x) => (x >= value ? 1 : 0),
    sf: (x) => (x >= value ? 0 : 1),
    quantile: (p) => (p >= 0 && p <= 1 ? value : Number.NaN),
    moment: () => Number.NaN,
    draw: { transform: zero, scale: 1, shift: value },
  };
}
