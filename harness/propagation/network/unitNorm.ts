import { dot } from "../../numeric/vectors.js";
import type { UnitNorm } from "../block/index.js";
import { normalize, type Signal } from "./signal.js";
import { momentsOfUnits } from "./units.js";

/** Normalized pre-activations, and the logarithm of their divisor. */
export interface Normed extends Signal {
  readonly logSpread: number;
}

/** u = norm(z), in place. With "layer", units that are all equal become 0. */
export function normInto(norm: UnitNorm, { values, log }: Signal): Normed {
  if (norm === "layer") takeMean(values);
  const { log: logSpread } = normalize({ values, log });
  return { values, log: logSpread > Number.NEGATIVE_INFINITY ? 0 : logSpread, logSpread };
}

/** dL/dz from dL/du, in place: less its mean, if the norm subtracts the mean, and less its part along u. */
export function normBack(norm: UnitNorm, { values, log }: Signal, { values: u, logSpread }: Normed): Signal {
  if (logSpread === Number.NEGATIVE_INFINITY) return { values: values.fill(0), log: logSpread };
  const along = dot(values, u) / u.length;
  if (norm === "layer") takeMean(values);
  for (let i = 0; i < values.length; i++) values[i]! -= along * u[i]!;
  return { values, log: log - logSpread };
}

function takeMean(values: Float64Array): void {
  const { mean } = momentsOfUnits({ values, log: 0 });
  for (let i = 0; i < values.length; i++) values[i]! -= mean;
}
