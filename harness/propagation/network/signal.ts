import { dot } from "../../numeric/vectors.js";
import type { Activation } from "../activation/index.js";
import { scaleFree } from "../theory/scaleFree.js";

/**
 * A vector e^log values: what a thousand layers shrink or grow beyond any double stays exact, as only its logarithm moves.
 */
export interface Signal {
  readonly values: Float64Array;
  readonly log: number;
}

/** What an activation makes of pre-activations. */
export interface Activated extends Signal {
  /** phi'(z). */
  readonly slopes: Float64Array;
}

/** The same vector with mean(values^2) = 1, so that ln mean(x^2) = 2 log; -Infinity where nothing is left. */
export const normalized = (signal: Signal): Signal => normalize({ values: signal.values.slice(), log: signal.log });

/** The same, in the place of its values. What is beyond a double is not known: NaN. */
export function normalize({ values, log }: Signal): Signal {
  const rms = Math.sqrt(meanSquare(values));
  if (rms === Number.POSITIVE_INFINITY) return { values: values.fill(Number.NaN), log: Number.NaN };
  if (rms === 0) return { values, log: Number.NEGATIVE_INFINITY };
  for (let i = 0; i < values.length; i++) values[i]! /= rms;
  return { values, log: log + Math.log(rms) };
}

/** The sum of a signal and a vector. */
export function plus(signal: Signal, bias: Float64Array): Signal {
  const logBias = Math.log(meanSquare(bias)) / 2;
  const { values, log } = normalized(signal);
  const top = Math.max(log, logBias);
  if (top === Number.NEGATIVE_INFINITY) return { values, log };
  const [kept, added] = [Math.exp(log - top), Math.exp(-top)];
  return { values: values.map((value, i) => kept * value + added * bias[i]!), log: top };
}

/** Adds another vector to e^log values, in their place; answers the new scale. */
export function addInto(values: Float64Array, log: number, other: Signal): number {
  const size = log + Math.log(meanSquare(values)) / 2;
  const top = Math.max(size, other.log + Math.log(meanSquare(other.values)) / 2);
  if (top === Number.NEGATIVE_INFINITY) return log;
  const [kept, added] = [size === Number.NEGATIVE_INFINITY ? 0 : Math.exp(log - top), Math.exp(other.log - top)];
  for (let i = 0; i < values.length; i++) values[i] = kept * values[i]! + added * other.values[i]!;
  return top;
}

/**
 * phi and phi' of normalized pre-activations: exact for piecewise-linear activations at any scale, by the tangent at zero
 * and the asymptotes where others are that to rounding.
 */
export const activate = (declared: Activation, z: Signal): Activated =>
  activateInto(declared, z, { values: new Float64Array(z.values.length), slopes: new Float64Array(z.values.length) });

/** The same in given places, of which `values` may be those of z. */
export function activateInto(
  declared: Activation,
  z: Signal,
  { values, slopes }: Pick<Activated, "values" | "slopes">,
): Activated {
  const { activation, q, logScale } = scaleFree(declared, 2 * z.log);
  const sd = Math.min(Math.sqrt(q), Number.MAX_VALUE);
  const { fn, derivative } = activation;
  for (let i = 0; i < values.length; i++) {
    const argument = sd * z.values[i]!;
    values[i] = fn(argument);
    slopes[i] = derivative(argument);
  }
  return { values, log: logScale / 2, slopes };
}

export function meanSquare(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]! * values[i]!;
  return sum / values.length;
}

/** ln of what weights made of a mean square, given what went in and what came out; NaN where nothing came in, or a square is beyond a double. */
export function logGain(before: Float64Array, after: Float64Array): number {
  const [from, to] = [meanSquare(before), meanSquare(after)];
  return Number.isFinite(from) && Number.isFinite(to) ? Math.log(to / from) : Number.NaN;
}

export const cosine = (a: Float64Array, b: Float64Array): number => dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
