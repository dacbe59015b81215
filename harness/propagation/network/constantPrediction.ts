import { type Activation, activationAt } from "../activation/index.js";
import { computedLaw, deadLaw, type LayerLaw, type Prediction } from "./layerLaw.js";
import { type Activated, activate, normalized, type Signal } from "./signal.js";
import type { NetCurves } from "./simulate.js";

/** A number and a bound on its relative error. */
interface Chained {
  readonly log: number;
  readonly error: number;
}

const UNIT = 2 ** -52;
/** With a larger relative error a chain is of no use: the negative parts of GELU, SiLU and Mish are chaotic maps. */
const LOST = 1e-3;

/**
 * The prediction for weights that all equal c. All units of a layer are equal, so that a network is a chain of numbers:
 * forward z^(l+1) = n_l c phi(z^l) from the sum of its input, backward likewise from the sum of its top gradient. Only
 * these two sums are random; they are taken from each network.
 */
export function constantPrediction(
  c: number,
  activation: Activation,
  widths: readonly number[],
  nets: readonly NetCurves[],
): Prediction {
  const chains = nets.map((net) => chainOf(c, activation, widths, net));
  const layers = widths.slice(1);
  return {
    basis: "rank-one chains",
    forward: layers.map((_, l) => lawOf(chains.map(({ forward }, net) => known(forward[l]!, nets[net]!.forward[l]!)))),
    backward: layers.map((_, l) =>
      lawOf(chains.map(({ backward }, net) => known(backward[l]!, nets[net]!.backward[l]!))),
    ),
    gain: layers.map(() => null),
    gainDependence: 1,
    walks: false,
  };
}

/**
 * The logarithm that a chain predicts; where rounding errors are too large, the measured one, so that the comparison
 * neither passes nor fails.
 */
function known({ log, error }: Chained, measured: number): Chained & { readonly isLost: boolean } {
  return error < LOST ? { log, error, isLost: false } : { log: measured, error: 0, isLost: true };
}

/** The law of the mean over the living networks, whose values are known one by one; null if none is. */
function lawOf(chained: readonly (Chained & { readonly isLost: boolean })[]): LayerLaw | null {
  if (chained.every(({ isLost }) => isLost)) return null;
  const alive = chained.filter(({ log }) => log > Number.NEGATIVE_INFINITY);
  const error = alive.reduce((largest, one) => Math.max(largest, one.error), 0);
  if (alive.length === 0) return deadLaw;
  const mean = alive.reduce((sum, { log }) => sum + log, 0) / alive.length;
  const deadProbability = 1 - alive.length / chained.length;
  return { ...computedLaw(mean, 0, 0, { deadProbability }), rounding: 2 * error };
}

function chainOf(c: number, activation: Activation, widths: readonly number[], net: NetCurves) {
  const forward: Chained[] = [];
  const slopes: { readonly slope: number; readonly error: number }[] = [];
  const input = sumOf(net.input);
  let { error } = input;
  let x: Signal = { values: Float64Array.of(input.sum), log: 0 };
  widths.slice(1).forEach((_, l) => {
    const own = activationAt(activation, l + 1);
    const grown = c * (l === 0 ? 1 : widths[l]!);
    const z = normalized({ values: x.values.map((value) => value * grown), log: x.log });
    error += widths[l]! * UNIT;
    forward.push({ log: 2 * z.log, error });
    const { values, log, ...at } = activate(own, z);
    slopes.push({ slope: at.slopes[0]!, error: slopeError(own, z, error) });
    error *= condition(z, { values, log, ...at });
    x = { values, log };
  });
  return { forward, backward: wayBack(c, widths, net.top, slopes) };
}

function wayBack(
  c: number,
  widths: readonly number[],
  top: Float64Array,
  slopes: readonly { readonly slope: number; readonly error: number }[],
): Chained[] {
  const curve: Chained[] = [{ log: 0, error: 0 }];
  const from = sumOf(top);
  let { error } = from;
  let delta: Signal = { values: Float64Array.of(from.sum), log: 0 };
  for (let l = widths.length - 2; l >= 1; l--) {
    const grown = c * slopes[l - 1]!.slope * (l === widths.length - 2 ? 1 : widths[l + 1]!);
    delta = normalized({ values: delta.values.map((value) => value * grown), log: delta.log });
    error += slopes[l - 1]!.error + widths[l + 1]! * UNIT;
    curve.unshift({ log: 2 * delta.log, error });
  }
  return curve;
}

/** The sum of a vector, with the bound on its relative rounding error. */
function sumOf(values: Float64Array): { readonly sum: number; readonly error: number } {
  const sum = values.reduce((total, value) => total + value, 0);
  const size = values.reduce((total, value) => total + Math.abs(value), 0);
  return { sum, error: (values.length * UNIT * size) / Math.abs(sum) };
}

const scalarOf = ({ values, log }: Signal): number => values[0]! * Math.exp(log);

/** |z phi'(z) / phi(z)|, the factor by which phi magnifies a relative error; 1 where phi is a straight line through 0. */
function condition(z: Signal, { values, log, slopes }: Activated): number {
  const ratio = Math.abs((scalarOf(z) * slopes[0]!) / scalarOf({ values, log }));
  return Number.isFinite(ratio) ? ratio : 1;
}

/** The relative error of phi'(z) where z has one. */
function slopeError({ derivative, homogeneous }: Activation, z: Signal, error: number): number {
  const at = scalarOf(z);
  if (homogeneous || !Number.isFinite(at)) return 0;
  const slope = derivative(at);
  const change = Math.max(
    Math.abs(derivative(at * (1 + error)) - slope),
    Math.abs(derivative(at * (1 - error)) - slope),
  );
  return change === 0 ? UNIT : change / Math.abs(slope) + UNIT;
}
