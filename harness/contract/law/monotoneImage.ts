/** The law of g(X) for X under a law with bounded density and an increasing g: logarithms, exponentials and similar maps. */
import { gaussLegendre } from "../../numeric/index.js";
import { power } from "../../numeric/power.js";
import { entryByEntry } from "../../random/transform.js";
import { byEnds } from "./byEnds.js";
import type { Law } from "./law.js";
import { uniform } from "./uniform.js";

/** An increasing map, its inverse, and the inverse's slope. */
interface Increasing {
  readonly to: (x: number) => number;
  readonly from: (y: number) => number;
  readonly slope: (y: number) => number;
}

/** A smaller probability does not contribute to moments. */
const NEGLIGIBLE = 1e-18;
const PANELS = 64;
const RULE = gaussLegendre(24);

/** Draws entries by the quantile function, one word for each. */
function monotoneImage(family: string, base: Law, { to, from, slope }: Increasing): Law {
  const support = [to(base.support[0]), to(base.support[1])] as const;
  const density = (y: number): number =>
    y >= support[0] && y <= support[1] && Number.isFinite(y) ? base.density(from(y)) * slope(y) : 0;
  const quantile = (p: number): number => (p >= 0 && p <= 1 ? to(base.quantile(p)) : Number.NaN);
  const [start, end] = base.support;
  const low = Number.isFinite(support[0]) ? support[0] : to(start + (end - start) * NEGLIGIBLE);
  const { mean, central } = momentsOf(density, low, support[1]);
  const variance = central[2]!;
  return {
    family,
    support,
    mean,
    variance,
    density,
    cdf: (y) => base.cdf(from(y)),
    sf: (y) => base.sf(from(y)),
    quantile,
    moment: (k) => central[k]! / power(variance, k / 2),
    draw: {
      transform: entryByEntry((words, out) => {
        for (let k = 0; k < words.length; k++) out[k] = quantile((words[k]! + 0.5) * 2 ** -32);
      }),
      scale: 1,
      shift: 0,
    },
  };
}

function momentsOf(density: Law["density"], low: number, high: number): { mean: number; central: readonly number[] } {
  const width = (high - low) / PANELS;
  const integral = (f: (y: number) => number): number => {
    let sum = 0;
    for (let panel = 0; panel < PANELS; panel++) {
      const centre = low + (panel + 1 / 2) * width;
      for (let i = 0; i < RULE.nodes.length; i++) {
        const y = centre + (RULE.nodes[i]! * width) / 2;
        sum += RULE.weights[i]! * f(y) * density(y);
      }
    }
    return (sum * width) / 2;
  };
  const total = integral(() => 1);
  const mean = integral((y) => y) / total;
  return { mean, central: Array.from({ length: 9 }, (_, k) => integral((y) => power(y - mean, k)) / total) };
}

/** exp(U) for U uniform between the logarithms: every decade is equally likely. 0 < low < high. */
export const logUniform = byEnds((low, high) => {
  if (!(low > 0 && low < high)) throw new RangeError(`logUniform: must have 0 < low < high, got ${low} and ${high}`);
  const image = monotoneImage("log_uniform", uniform(Math.log(low), Math.log(high)), {
    to: Math.exp,
    from: Math.log,
    slope: (y) => 1 / y,
  });
  // exp(log(low)) need not equal low.
  const [p, q] = [(x: number) => image.cdf(Math.max(low, x)), (x: number) => image.sf(Math.max(low, x))];
  return { ...image, support: [low, high], cdf: p, sf: q };
});

/** ln(U) for U uniform on [low, high], 0 <= low < high. */
export const logOfUniform = byEnds((low, high) => {
  if (!(low >= 0 && low < high))
    throw new RangeError(`logOfUniform: must have 0 <= low < high, got ${low} and ${high}`);
  return monotoneImage("log_of_uniform", uniform(low, high), { to: Math.log, from: Math.exp, slope: Math.exp });
});

/** The y whose softplus ln(1 + e^y) is log-uniform on [low, high]. */
export const softplusInverseOfLogUniform = byEnds((low, high) =>
  monotoneImage("softplus_inverse_of_log_uniform", logUniform(low, high), {
    to: (x) => x + Math.log(-Math.expm1(-x)),
    from: (y) => (y > 0 ? y + Math.log1p(Math.exp(-y)) : Math.log1p(Math.exp(y))),
    slope: (y) => 1 / (1 + Math.exp(-y)),
  }),
);
