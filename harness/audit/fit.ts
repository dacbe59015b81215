/** Laws with an undocumented location or scale: fitted to the entries, and tested at parameters that leave p-values right. */

import type { Expectation } from "../contract/expectation.js";
import { formatContract } from "../contract/index.js";
import {
  affine,
  clippedNormal,
  type Law,
  logOfUniform,
  point,
  signedUniformLaw,
  softplusInverseOfLogUniform,
  standardNormal,
  uniform,
} from "../contract/law/index.js";
import type { Shape } from "../contract/shape.js";
import { normalQuantile } from "../numeric/index.js";
import { power } from "../numeric/power.js";
import { roundTo } from "../weights/dtype.js";
import type { Candidate } from "./candidate.js";
import { roundest } from "./roundest.js";
import {
  type Chance,
  chanceOf,
  substitutedEnd,
  substitutedEnds,
  substitutedNormal,
  substitutedSpread,
} from "./substitute.js";
import { logLikelihood, type Summary } from "./summary.js";

/** Prior odds in nats: an undocumented scale is about twenty times rarer than a documented one. */
export const UNNAMED = 3;
/** With fewer entries no scale is fitted. */
const FEWEST = 10;
/** Half width, in standard errors, of the 95% interval within which a printed parameter is rounded. */
const WIDTH = normalQuantile(0.975);
/** Width of the same interval for an end, in units of 1/n of the end. */
const REACH = -Math.log(0.05);

/** A fitted law, and the same law at the parameters at which it is tested. */
interface Fitted {
  readonly name: string;
  readonly estimate: Law;
  readonly tested: Law;
  /** Cost in half ln(n): 1 for each parameter with an error of 1/sqrt(n), 2 for each with an error of 1/n (Schwarz 1978). */
  readonly halves: number;
  readonly scale?: Candidate["scale"];
}

/** Every law that can be fitted to the entries; the rare forms are tried only if nothing else fits. */
export function fitsOf(shape: Shape, summary: Summary, which: "usual" | "rare" = "usual"): readonly Candidate[] {
  const { n, least, most } = summary;
  if (n > 1 && most === least) return [constant(shape, summary)];
  if (n < FEWEST || !(most > least) || !Number.isFinite(most - least)) return [];
  return FORMS[which].flatMap(({ label, fitTo }) => {
    const chance = chanceOf(`${label} ${shape.layout} ${shape.dims.join("x")}`);
    const fitted = fitTo(summary, chance);
    if (fitted === undefined) return [];
    const { name, estimate, tested, halves, scale } = fitted;
    if (!(tested.variance > 0 && Number.isFinite(tested.variance))) return [];
    const expected: Expectation = { shape, joint: "independent", law: tested };
    const score = logLikelihood(estimate, summary) - (halves * Math.log(n)) / 2 - UNNAMED;
    return [{ name, expected, score, isFit: true, ...(scale === undefined ? {} : { scale }) }];
  });
}

/** The constant, if all entries are equal, printed with the fewest digits that round to it in the dtype. */
function constant(shape: Shape, { least, dtype }: Summary): Candidate {
  const digits = Array.from({ length: 17 }, (_, k) => Number(least.toPrecision(k + 1)));
  const value = digits.find((x) => roundTo(dtype, x) === least) ?? least;
  const expected: Expectation = { shape, joint: "exact", law: point(value), fixed: () => value };
  return {
    name: printed("constant", { value: String(value) }),
    expected,
    score: Number.POSITIVE_INFINITY,
    isFit: true,
  };
}

/** Fitted parameters, printed with the digits that are certain. */
export type Figures = Readonly<Record<string, string>>;

export const printed = (name: string, figures: Figures): string =>
  formatContract({
    name,
    // A number would lose the trailing zeros that show its precision.
    parameters: Object.entries(figures).map(([key, figure]) => ({ key, value: { kind: "name", name: figure } })),
  });

/** N(0, sd). */
function centredNormal(summary: Summary, chance: Chance): Fitted {
  const { n, squares, mean } = summary;
  const sd = Math.sqrt((squares + n * mean * mean) / n);
  const scale = { family: "normal", value: sd, error: 1 / Math.sqrt(2 * n) };
  return {
    name: printed("random_normal", { stddev: spread(scale) }),
    estimate: affine(standardNormal, sd),
    tested: affine(standardNormal, substitutedSpread(summary, chance)),
    halves: 1,
    scale,
  };
}

/** N(mean, sd). */
function placedNormal(summary: Summary, chance: Chance): Fitted {
  const { n, squares, mean } = summary;
  const sd = Math.sqrt(squares / (n - 1));
  const tested = substitutedNormal(summary, chance);
  const off = (WIDTH * sd) / Math.sqrt(n);
  return {
    name: printed("random_normal", {
      mean: roundest(mean, mean - off, mean + off),
      stddev: spread({ value: sd, error: 1 / Math.sqrt(2 * n) }),
    }),
    estimate: affine(standardNormal, sd, mean),
    tested: affine(standardNormal, tested.sd, tested.mean),
    halves: 2,
  };
}

export const spread = ({ value, error }: { readonly value: number; readonly error: number }): string =>
  roundest(value, value * (1 - WIDTH * error), value * (1 + WIDTH * error));

/** U(-b, b). */
function centredUniform(summary: Summary, chance: Chance): Fitted {
  const end = Math.max(-summary.least, summary.most);
  const tested = substitutedEnd(summary, signedUniformLaw, chance);
  const limit = upTo(end, summary.n);
  return {
    name: printed("random_uniform", { minval: `-${limit}`, maxval: limit }),
    estimate: uniform(-end, end),
    tested: uniform(-tested, tested),
    halves: 2,
    scale: { family: "uniform", value: end, error: 1 / summary.n },
  };
}

const upTo = (end: number, n: number): string => roundest(end * (1 + 1 / n), end, end * (1 + REACH / n));

/** U(a, b). */
function placedUniform(summary: Summary, chance: Chance): Fitted {
  const { least, most, n } = summary;
  const off = (REACH * (most - least)) / n;
  const [low, high] = substitutedEnds(summary, signedUniformLaw, chance);
  return {
    name: printed("random_uniform", {
      minval: roundest(least, least - off, least),
      maxval: roundest(most, most, most + off),
    }),
    estimate: uniform(least, most),
    tested: uniform(low, high),
    halves: 4,
  };
}

/** ln(U) for U uniform on [low, high], 0 <= low: the logarithms of decay rates of state-space models. */
function logarithmOfUniform(summary: Summary, chance: Chance): Fitted | undefined {
  const { least, most, n } = summary;
  const [from, to] = [Math.exp(least), Math.exp(most)];
  if (!(to > from && Number.isFinite(to))) return undefined;
  const off = (REACH * (to - from)) / n;
  const [low, high] = substitutedEnds(summary, signedUniformLaw, chance, Math.exp);
  return {
    name: printed("mamba2:a_log", {
      min: roundest(from, Math.max(0, from - off), from),
      max: roundest(to, to, to + off),
    }),
    estimate: logOfUniform(from, to),
    tested: logOfUniform(Math.max(0, low), high),
    halves: 4,
  };
}

/** The y whose softplus is log-uniform on [low, high]: time-step biases of state-space models. */
function timeStepBias(summary: Summary, chance: Chance): Fitted | undefined {
  const { least, most, n } = summary;
  const [from, to] = [logSoftplus(least), logSoftplus(most)];
  if (!(to > from)) return undefined;
  const off = (REACH * (to - from)) / n;
  const [low, high] = substitutedEnds(summary, signedUniformLaw, chance, logSoftplus);
  return {
    name: printed("mamba:dt_bias", {
      dt_min: roundest(Math.exp(from), Math.exp(from - off), Math.exp(from)),
      dt_max: roundest(Math.exp(to), Math.exp(to), Math.exp(to + off)),
      dt_init_floor: "0",
    }),
    estimate: softplusInverseOfLogUniform(Math.exp(from), Math.exp(to)),
    tested: softplusInverseOfLogUniform(Math.exp(low), Math.exp(high)),
    halves: 4,
  };
}

/** ln(ln(1 + e^y)), without loss of precision where e^y is small. */
const logSoftplus = (y: number): number =>
  y > 0 ? Math.log(y + Math.log1p(Math.exp(-y))) : Math.log(Math.log1p(Math.exp(y)));

/** A normal with mean 0, truncated at `bound` standard deviations. */
const centredTruncated =
  (bound: number): Form["fitTo"] =>
  (summary, chance) => {
    const unit = cutAt(bound);
    const { n, squares, mean, least, most } = summary;
    const value = Math.sqrt((squares + n * mean * mean) / n / unit.variance) / bound;
    const scale = { family: `truncated_normal at ${bound}`, value, error: 1 / Math.sqrt(2 * n) };
    return {
      name: printed("truncated_normal", { stddev: spread(scale), ...boundOf(bound) }),
      estimate: affine(unit, Math.max(-least, most)),
      tested: affine(unit, substitutedEnd(summary, unit, chance)),
      halves: 2,
      scale,
    };
  };

/** A normal with any mean, truncated at `bound` standard deviations. */
const placedTruncated =
  (bound: number): Form["fitTo"] =>
  (summary, chance) => {
    const unit = cutAt(bound);
    const { least, most, n } = summary;
    const [low, high] = substitutedEnds(summary, unit, chance);
    const [middle, half] = [(low + high) / 2, (high - low) / 2];
    const off = (WIDTH * half) / Math.sqrt(n);
    const mean = roundest(middle, middle - off, middle + off);
    return {
      name: printed("truncated_normal", { mean, stddev: (half / bound).toPrecision(3), ...boundOf(bound) }),
      estimate: affine(unit, (most - least) / 2, (most + least) / 2),
      tested: affine(unit, half, middle),
      halves: 4,
    };
  };

/**
 * A truncated normal with an unknown bound: the ratio of the variance to the squared end determines it. The variance is replaced
 * by one with a random error of its own, as the parameters of a normal are: right to first order.
 */
function cutAnywhere(summary: Summary, chance: Chance): Fitted | undefined {
  const { n, squares, mean, least, most, entries } = summary;
  const end = Math.max(-least, most);
  const second = (squares + n * mean * mean) / n;
  let fourth = 0;
  for (const x of entries) fourth += power(x, 4);
  const error = Math.sqrt(Math.max(0, fourth / n - second * second) / n);
  const bound = boundFor(second / end ** 2);
  if (bound === undefined) return undefined;
  const tested = substitutedEnd(summary, cutAt(bound), chance);
  const drawn = boundFor((second + error * normalQuantile(chance())) / tested ** 2);
  if (drawn === undefined) return undefined;
  const figures = { stddev: (end / bound).toPrecision(2), bound: bound.toPrecision(2) };
  const [estimate, law] = [affine(cutAt(bound), end), affine(cutAt(drawn), tested)];
  return { name: printed("truncated_normal", figures), estimate, tested: law, halves: 3 };
}

/** A normal truncated beyond FARTHEST looks untruncated; one truncated below NEAREST looks uniform. */
const FARTHEST = 6;
const NEAREST = 0.2;

/** The bound that leaves this variance on [-1, 1]. */
function boundFor(variance: number): number | undefined {
  if (!(variance < cutAt(NEAREST).variance && variance > cutAt(FARTHEST).variance)) return undefined;
  let [low, high] = [NEAREST, FARTHEST];
  for (let step = 0; step < 40; step++) {
    const middle = (low + high) / 2;
    if (cutAt(middle).variance > variance) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** A normal truncated at `bound` standard deviations, scaled to [-1, 1]. */
const cutAt = (bound: number): Law => affine(clippedNormal(-bound, bound), 1 / bound);
const boundOf = (bound: number): Figures => (bound === 2 ? {} : { bound: String(bound) });

interface Form {
  readonly label: string;
  readonly fitTo: (summary: Summary, chance: Chance) => Fitted | undefined;
}

/** For laws whose substituted parameters are right to first order only: three draws of the parameters, of which one must pass. */
function thrice(label: string, fitTo: Form["fitTo"]): readonly Form[] {
  return [1, 2, 3].map((look) => ({ label: `${label}, look ${look}`, fitTo }));
}

const FORMS: Readonly<Record<"usual" | "rare", readonly Form[]>> = {
  usual: [
    { label: "normal about 0", fitTo: centredNormal },
    { label: "normal", fitTo: placedNormal },
    { label: "uniform about 0", fitTo: centredUniform },
    { label: "uniform", fitTo: placedUniform },
    ...thrice("cut at 2 sd about 0", centredTruncated(2)),
    ...thrice("cut at 3 sd about 0", centredTruncated(3)),
    ...thrice("cut at 2 sd", placedTruncated(2)),
  ],
  rare: [
    ...thrice("cut anywhere about 0", cutAnywhere),
    { label: "logarithm of a uniform", fitTo: logarithmOfUniform },
    { label: "softplus inverse of a log-uniform", fitTo: timeStepBias },
  ],
};
