import { dot } from "../../numeric/vectors.js";
import type { UnitNorm } from "../block/index.js";
import { normalize, type Signal } from "./signal.js";
import { momentsOfUnits } from "./units.js";

/** Normalized pre-activations, and ln of what they were divided by. */
export interface Normed extends Signal {
  readonly logSpread: number;
}

/** u = norm(z), in its place. Units that are all equal have no spread: nothing is left of them. */
export function normInto(norm: UnitNorm, { values, log }: Signal): Normed {
  if (norm === "layer") takeMean(values);
  const { log: logSpread } = normalize({ values, log });
  return { values, log: logSpread > Number.NEGATIVE_INFINITY ? 0 : logSpread, logSpread };
}

/** dL/dz of dL/du, in its place: without its mean, where z was left without, and without its part along u. */
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
