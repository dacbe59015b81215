import { binomialSf, hypergeometricSf, normalSf, studentTQuantile } from "../../numeric/index.js";
import type { LayerLaw } from "./layerLaw.js";

/** The mean of a logarithm over the networks that are alive, held against its law. */
export interface MeanTest {
  /** Networks with something left. */
  readonly alive: number;
  /** Networks whose logarithm is no number. */
  readonly lost: number;
  /** Over the networks that are alive; NaN where there are too few of them. */
  readonly mean: number;
  readonly sd: number;
  /** Null where there is no law, or none that an interval could be made of. */
  readonly low: number | null;
  readonly high: number | null;
  readonly z: number | null;
  /** Null: it cannot be told. */
  readonly inside: boolean | null;
}

/** How far a mean may stray. */
export interface Levels {
  /** Of the band: a quantile of the standard normal law. */
  readonly critical: number;
  /** The probability below which so many dead networks are no accident. */
  readonly dead: number;
}

/** Holds the logarithms of single networks, -Infinity where nothing is left, to a law. A NaN among them is doubt. */
export function meanTest(logs: readonly number[], law: LayerLaw | null, levels: Levels): MeanTest {
  const living = logs.filter((log) => log > Number.NEGATIVE_INFINITY);
  const alive = living.length;
  const dead = logs.filter((log) => log === Number.NEGATIVE_INFINITY).length;
  const mean = living.reduce((sum, log) => sum + log, 0) / alive;
  const sd = Math.sqrt(living.reduce((sum, log) => sum + (log - mean) ** 2, 0) / (alive - 1));
  const lost = logs.length - alive - dead;
  const measured = { alive, lost, mean, sd, low: null, high: null, z: null };
  if (lost > 0 || logs.length === 0) return { ...measured, mean: Number.NaN, inside: null };
  if (law === null) return { ...measured, inside: null };
  if (law.deadProbability === 1) {
    if (alive === 0) return { ...measured, inside: true };
    return { ...measured, inside: survivorsBeyond(alive, logs.length, law) >= levels.dead ? null : false };
  }
  if (!(deathsBeyond(dead, logs.length, law) >= levels.dead)) return { ...measured, inside: false };
  if (alive === 0) return { ...measured, inside: null };
  const held = together(law, living, mean);
  const { low, high } = bandOf(held, alive, levels.critical);
  const z = standardized(mean, held, alive);
  return { ...measured, low, high, z: Number.isFinite(z) ? z : null, inside: mean >= low && mean <= high };
}

/**
 * An estimated law with the variance of reference and measured networks together, about their common mean. Networks that follow
 * their contract are like the reference's, so that a rare one is as likely among either: where the reference saw none, its
 * variance alone would call it impossible.
 */
function together(law: LayerLaw, living: readonly number[], mean: number): LayerLaw {
  if (!Number.isFinite(law.draws)) return law;
  const own = living.reduce((sum, log) => sum + (log - mean) ** 2, 0);
  const count = law.draws + living.length;
  const between = ((law.draws * living.length) / count) * (mean - law.mean) ** 2;
  return { ...law, variance: ((law.draws - 1) * law.variance + own + between) / (count - 1) };
}

/** The probability of so many dead networks or more, against a known share or against the reference networks that died. */
function deathsBeyond(dead: number, nets: number, { deadProbability, deadDraws }: LayerLaw): number {
  if (!Number.isFinite(deadDraws)) return binomialSf(dead, nets, deadProbability);
  return hypergeometricSf(dead, dead + Math.round(deadProbability * deadDraws), nets, nets + deadDraws);
}

/** The same for networks that live where no more than one of the reference's did: they have no law, but may be as few. */
function survivorsBeyond(alive: number, nets: number, { deadDraws }: LayerLaw): number {
  if (!Number.isFinite(deadDraws)) return 0;
  return hypergeometricSf(alive, alive + 1, nets, nets + deadDraws);
}

const errorOf = ({ variance, draws }: LayerLaw, nets: number): number => Math.sqrt(variance * (1 / nets + 1 / draws));

/** How many standard errors a mean is off by; what rounding may do does not count. */
function standardized(mean: number, law: LayerLaw, nets: number): number {
  const miss = mean - law.mean;
  const excess = Math.max(0, Math.abs(miss) - law.rounding);
  return excess === 0 ? 0 : (Math.sign(miss) * excess) / errorOf(law, nets);
}

/**
 * Where the mean over `nets` networks must lie: `critical` standard errors to either side, more where the variance is itself an
 * estimate (Student's quantile), and more on a side to which single networks lean (the first term of Cornish and Fisher's): a
 * band is widened for them, never narrowed.
 */
export function bandOf(law: LayerLaw, nets: number, critical: number): { readonly low: number; readonly high: number } {
  const error = errorOf(law, nets);
  const student = Number.isFinite(law.draws) ? -studentTQuantile(normalSf(critical), law.draws - 1) : critical;
  return {
    low: law.mean - error * (student + lean(-law.skewness[0] / Math.sqrt(nets), critical)) - law.rounding,
    high: law.mean + error * (student + lean(law.skewness[1] / Math.sqrt(nets), critical)) + law.rounding,
  };
}

/** What skewness adds to a quantile beyond one standard deviation, on the side it leans to. */
export function lean(skewness: number, critical: number): number {
  return (Math.max(0, skewness) * Math.max(0, critical ** 2 - 1)) / 6;
}
