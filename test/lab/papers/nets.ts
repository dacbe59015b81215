/** One plain network and what papers look at in it. */

import type { Rule } from "../../../harness/contract/rule/index.js";
import { shapeOf } from "../../../harness/contract/shape.js";
import { dot } from "../../../harness/numeric/vectors.js";
import { type Activation, activationByName } from "../../../harness/propagation/activation/index.js";
import { normalsOf } from "../../../harness/propagation/network/normals.js";
import { normalized } from "../../../harness/propagation/network/signal.js";
import { type NetCurves, type SimulateOptions, simulate } from "../../../harness/propagation/network/simulate.js";

export type OneNet = Pick<SimulateOptions, "rule" | "widths" | "seed" | "sigmaB" | "inputs">;

export function curvesOf(activation: string | Activation, net: OneNet): NetCurves {
  return simulate({ ...net, activations: [activationByName(activation)], nets: 1 })[0]![0]!;
}

/** `depth` weight matrices of one width. */
export const square = (width: number, depth: number): readonly number[] => new Array<number>(depth + 1).fill(width);

/** ln mean(x^2) of layer l, behind the activation. */
export const logOutput = ({ mean, variance }: NetCurves, l: number): number =>
  Math.log(mean[l - 1]! ** 2 + variance[l - 1]!);

/** fan_in Var(w). */
export const sigmaW2 = (rule: Rule, fanIn: number, fanOut = fanIn): number =>
  fanIn * rule.expect(shapeOf([fanIn, fanOut], "io")).law.variance;

/** The variance of an entry, as theory takes it. */
export const varianceOf =
  (rule: Rule) =>
  (fanIn: number, fanOut: number): number =>
    sigmaW2(rule, fanIn, fanOut) / fanIn;

/** Two inputs of length sqrt(width) with exactly this correlation. */
export function correlatedInputs(seed: number, width: number, c: number): readonly Float64Array[] {
  const unit = (values: Float64Array): Float64Array => normalized({ values, log: 0 }).values;
  const a = unit(normalsOf(seed, "first input", width));
  const drawn = normalsOf(seed, "second input", width);
  const along = dot(a, drawn) / width;
  const across = unit(drawn.map((value, i) => value - along * a[i]!));
  return [a, a.map((value, i) => c * value + Math.sqrt(1 - c * c) * across[i]!)];
}

/** Square roots, for logarithms of squares. */
export const rootOfLog = (value: number): number => Math.exp(value / 2);
