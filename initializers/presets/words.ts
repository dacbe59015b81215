/** The few words that presets are spelled with. */
import type { FanMode } from "../../harness/contract/expectation.js";
import type { Initializer, Parameters } from "../../harness/contract/initializer.js";
import {
  clippedNormal,
  type Law,
  signedUniformLaw,
  standardNormal,
  truncatedNormal,
  uniform,
} from "../../harness/contract/law/index.js";
import { independent, type Rule, varianceScaling } from "../../harness/contract/rule/index.js";

export const uniformLaw = signedUniformLaw;
export const normalLaw = standardNormal;
/** U[-limit, limit]. */
export const symmetricUniform = (limit: number): Law => uniform(-limit, limit);
/** Cut at 2 standard deviations of the parent, then rescaled to the stated variance. */
export const rescaled: Law = truncatedNormal(2);
/** Cut at 2 standard deviations of the parent and left so: the variance is 0.774 of the parent's. */
export const cut: Law = clippedNormal(-2, 2);

/** The vocabulary of one framework: every contract carries its prefix and, unless another is named, its source. */
export function framework(prefix: string, source: string) {
  const own = (name: string): string => `${prefix}:${name}`;

  /** A rule of parameters, which carry the framework's names and defaults. */
  const rule = <P extends Parameters>(
    name: string,
    parameters: P,
    ruleFor: (p: P) => Rule,
    place = source,
  ): Initializer => ({
    name: own(name),
    source: place,
    ...(Object.keys(parameters).length > 0 ? { parameters } : {}),
    rule: (given: Parameters): Rule => ruleFor(given as P),
  });

  return {
    rule,
    /** Entries drawn independently from a law that does not look at the shape. */
    law: <P extends Parameters>(name: string, parameters: P, lawFor: (p: P) => Law, place?: string): Initializer =>
      rule(name, parameters, (p) => independent(lawFor(p)), place),
    /** Var(w) = scale / fan. */
    scaling: (name: string, law: Law, scale: number, fan: FanMode, place = source): Initializer => ({
      name: own(name),
      source: place,
      rule: varianceScaling(law, scale, fan),
    }),
    /** Var(w) = scale / fan was meant before the normal was cut at 2 standard deviations. */
    uncorrected: (name: string, scale: number, fan: FanMode, place = source): Initializer => ({
      name: own(name),
      source: place,
      rule: varianceScaling(cut, scale * cut.variance, fan),
    }),
    /** The plain value under the framework's name, and with its defaults. */
    same: (
      initializer: Initializer,
      name = initializer.name,
      defaults: Parameters = {},
      place = source,
    ): Initializer => {
      const { aliases: _, ...rest } = initializer;
      const parameters = { ...initializer.parameters, ...defaults };
      return {
        ...rest,
        name: own(name),
        source: place,
        ...(Object.keys(parameters).length > 0 ? { parameters } : {}),
      };
    },
  };
}

/** The same contract under a second name of the same framework. */
export const also = (initializer: Initializer, ...names: readonly string[]): Initializer => ({
  ...initializer,
  aliases: names.map((name) => `${initializer.name.split(":")[0]}:${name}`),
});

const MODES: Readonly<Record<string, FanMode>> = {
  fan_in: "in",
  fan_out: "out",
  fan_avg: "avg",
  fan_geo_avg: "geo",
};

/** The fan that a framework's word names. */
export const fanNamed = (word: string, allowed = "fan_in fan_out"): FanMode =>
  MODES[among("mode", word, allowed.split(" "))]!;

/** The choice that a word names among those a framework has. */
export const chosen = <T>(key: string, word: string, choices: Readonly<Record<string, T>>): T =>
  choices[among(key, word, Object.keys(choices))]!;

function among(key: string, word: string, known: readonly string[]): string {
  if (!known.includes(word)) throw new RangeError(`${key}: must be one of ${known.join(", ")}, got ${word}`);
  return word;
}

/** The squared gains of torch.nn.init.calculate_gain, which Paddle shares; `a` is the negative slope of leaky_relu alone. */
export const squaredGain = (nonlinearity: string, a: number): number =>
  chosen("nonlinearity", nonlinearity, {
    leaky_relu: 2 / (1 + a ** 2),
    relu: 2,
    tanh: (5 / 3) ** 2,
    selu: (3 / 4) ** 2,
    linear: 1,
    sigmoid: 1,
    conv1d: 1,
    conv2d: 1,
    conv3d: 1,
    conv_transpose1d: 1,
    conv_transpose2d: 1,
    conv_transpose3d: 1,
  });
