/** The few words that presets are spelled with. */
import type { FanMode } from "../../harness/expectation.js";
import type { Initializer, Parameters } from "../../harness/initializer.js";
import {
  affine,
  clippedNormal,
  type Law,
  signedUniformLaw,
  standardNormal,
  truncatedNormal,
} from "../../harness/law/index.js";
import { independent, type Rule, varianceScaling } from "../../harness/rule/index.js";

/** Cut at 2 standard deviations of the parent, then rescaled to the stated variance. */
export const rescaled: Law = truncatedNormal(2);
/** Cut at 2 standard deviations of the parent and left so: the variance is 0.774 of the parent's. */
export const cut: Law = clippedNormal(-2, 2);

/** A variance-scaling contract. */
export const scaling = (name: string, source: string, law: Law, scale: number, fan: FanMode): Initializer => ({
  name,
  source,
  rule: varianceScaling(law, scale, fan),
});

/** A law that was meant to have variance scale / fan before it was cut. */
export const uncorrected = (name: string, source: string, scale: number, fan: FanMode): Initializer =>
  scaling(name, source, cut, scale * cut.variance, fan);

/** N(mean, stddev) under the framework's defaults. */
export const normalWith = (name: string, source: string, mean: number, stddev: number): Initializer => ({
  name,
  source,
  parameters: { mean, stddev },
  rule: (p: Parameters): Rule => independent(affine(standardNormal, Number(p["stddev"]), Number(p["mean"]))),
});

/** The normal cut at `bound` standard deviations, not rescaled. */
export const cutNormalWith = (name: string, source: string, mean: number, stddev: number): Initializer => ({
  name,
  source,
  parameters: { mean, stddev },
  rule: (p: Parameters): Rule => independent(affine(cut, Number(p["stddev"]), Number(p["mean"]))),
});

/** The same value under the framework's name. */
export const renamed = (initializer: Initializer, name: string, source: string): Initializer => {
  const { aliases: _, ...rest } = initializer;
  return { ...rest, name, source };
};

export const uniformLaw = signedUniformLaw;
export const normalLaw = standardNormal;
