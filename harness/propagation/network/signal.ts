import { dot } from "../../numeric/vectors.js";
import type { Activation } from "../activation/index.js";
import { scaleFree } from "../theory/scaleFree.js";

/**
 * The vector e^log values. A thousand layers may shrink or enlarge it beyond the range of a double without a loss,
 * since only `log` changes.
 */
export interface Signal {
  readonly values: Float64Array;
  readonly log: number;
}

/** The result of an activation. */
export interface Activated extends Signal {
  /** phi'(z). */
  readonly slopes: Float64Array;
}

/** The same vector with mean(values^2) = 1, so that ln mean(x^2) = 2 log; -Infinity for the vector 0. */
export const normalized = (signal: Signal): Signal => normalize({ values: signal.values.slice(), log: signal.log });

/** The same, in place. Values beyond the range of a double become NaN. */
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

/** Adds another vector to e^log values, in place; returns the new `log`. */
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

/** The same into given arrays, of which `values` may be those of z. */
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

/** ln of the gain of weights, from their input and their output; NaN if the input is 0 or a square overflows. */
export function logGain(before: Float64Array, after: Float64Array): number {
  const [from, to] = [meanSquare(before), meanSquare(after)];
  return Number.isFinite(from) && Number.isFinite(to) ? Math.log(to / from) : Number.NaN;
}

export const cosine = (a: Float64Array, b: Float64Array): number => dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
