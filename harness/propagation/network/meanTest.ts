import { binomialSf, hypergeometricSf, normalSf, studentTQuantile } from "../../numeric/index.js";
import type { LayerLaw } from "./layerLaw.js";

/** The comparison of the mean of a logarithm, over the networks that are alive, with its law. */
export interface MeanTest {
  /** The number of networks whose values are not all 0. */
  readonly alive: number;
  /** The number of networks whose logarithm is NaN. */
  readonly lost: number;
  /** The mean over the networks that are alive; NaN if there are too few. */
  readonly mean: number;
  readonly sd: number;
  /** The band; null if there is no law, or none that gives a band. */
  readonly low: number | null;
  readonly high: number | null;
  readonly z: number | null;
  /** Whether the mean is inside the band; null if it cannot be judged. */
  readonly inside: boolean | null;
}

/** The levels of the tests. */
export interface Levels {
  /** The half width of the band, as a quantile of the standard normal law. */
  readonly critical: number;
  /** The level of the test of the number of dead networks. */
  readonly dead: number;
}

/**
 * Compares the logarithms of single networks with a law. The logarithm of a dead network is -Infinity; with a NaN the
 * result is undetermined.
 */
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
 * An estimated law with the variance of reference and measured networks together, about their common mean. Networks
 * that follow their contract are like the reference's, so that a rare one is as likely among either: if no reference
 * network was like that, the reference's variance alone would make it impossible.
 */
function together(law: LayerLaw, living: readonly number[], mean: number): LayerLaw {
  if (!Number.isFinite(law.draws)) return law;
  const own = living.reduce((sum, log) => sum + (log - mean) ** 2, 0);
  const count = law.draws + living.length;
  const between = ((law.draws * living.length) / count) * (mean - law.mean) ** 2;
  return { ...law, variance: ((law.draws - 1) * law.variance + own + between) / (count - 1) };
}

/**
 * The probability of at least this many dead networks, given a known share, or given the number of reference networks
 * that died.
 */
function deathsBeyond(dead: number, nets: number, { deadProbability, deadDraws }: LayerLaw): number {
  if (!Number.isFinite(deadDraws)) return binomialSf(dead, nets, deadProbability);
  return hypergeometricSf(dead, dead + Math.round(deadProbability * deadDraws), nets, nets + deadDraws);
}

/**
 * The probability of at least this many living networks, if at most one reference network lived, so that there is no
 * law of their logarithm.
 */
function survivorsBeyond(alive: number, nets: number, { deadDraws }: LayerLaw): number {
  if (!Number.isFinite(deadDraws)) return 0;
  return hypergeometricSf(alive, alive + 1, nets, nets + deadDraws);
}

const errorOf = ({ variance, draws }: LayerLaw, nets: number): number => Math.sqrt(variance * (1 / nets + 1 / draws));

/** The distance of the mean from the law's, in standard errors, less what rounding explains. */
function standardized(mean: number, law: LayerLaw, nets: number): number {
  const miss = mean - law.mean;
  const excess = Math.max(0, Math.abs(miss) - law.rounding);
  return excess === 0 ? 0 : (Math.sign(miss) * excess) / errorOf(law, nets);
}

/**
 * The band in which the mean over `nets` networks must lie: `critical` standard errors to either side. It is wider if
 * the variance is an estimate (Student's quantile), and wider on the side to which the law is skewed (the first term of
 * Cornish and Fisher's expansion), but never narrower.
 */
export function bandOf(law: LayerLaw, nets: number, critical: number): { readonly low: number; readonly high: number } {
  const error = errorOf(law, nets);
  const student = Number.isFinite(law.draws) ? -studentTQuantile(normalSf(critical), law.draws - 1) : critical;
  return {
    low: law.mean - error * (student + lean(-law.skewness[0] / Math.sqrt(nets), critical)) - law.rounding,
    high: law.mean + error * (student + lean(law.skewness[1] / Math.sqrt(nets), critical)) + law.rounding,
  };
}

/** The change of a normal quantile, beyond one standard deviation, that is due to skewness. */
export function lean(skewness: number, critical: number): number {
  return (Math.max(0, skewness) * Math.max(0, critical ** 2 - 1)) / 6;
}
