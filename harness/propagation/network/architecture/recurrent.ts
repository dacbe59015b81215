import type { Rule } from "../../../contract/rule/index.js";
import { shapeOf } from "../../../contract/shape.js";
import { openStream } from "../../../random/index.js";
import type { Activation } from "../../activation/index.js";
import { normalsOf } from "../normals.js";
import { backwardProduct, forwardProduct } from "../products.js";
import { normalized, type Signal } from "../signal.js";

/** h_t = phi(z_t), z_t = W h_(t-1) + u_t: one weight matrix at every step, and fresh normal inputs u_t of a given variance. */
export interface RecurrentOptions {
  readonly rule: Rule;
  readonly activation: Activation;
  readonly width: number;
  readonly steps: number;
  /** The variance of an entry of u_t; 0 for a network without inputs. */
  readonly inputVariance?: number;
  /** The initial state, one number for each unit; standard normal if absent. */
  readonly start?: Float64Array;
  readonly seed: number;
}

/** Item t - 1 is step t. */
export interface RecurrentLengths {
  /** ln mean(z_t^2). */
  readonly forward: Float64Array;
  /** ln mean((dL/dz_t)^2) relative to the last step, for an independent normal gradient there. */
  readonly backward: Float64Array;
  /** The last state. */
  readonly state: Float64Array;
}

/** Runs one recurrent network through time and back. Throws if lengths overflow a double. */
export function recurrentLengths(options: RecurrentOptions): RecurrentLengths {
  const { rule, activation, width, steps, inputVariance = 0, seed } = options;
  const weights = rule.fill(shapeOf([width, width], "io"), openStream(seed, "recurrent"));
  const spread = Math.sqrt(inputVariance);
  let state = options.start ?? normalsOf(seed, "start", width);
  const slopes: Float64Array[] = [];
  const forward = new Float64Array(steps);
  for (let t = 1; t <= steps; t++) {
    const input = spread === 0 ? undefined : normalsOf(seed, `input ${t}`, width);
    const z = forwardProduct(weights, state, width).map((value, i) => value + spread * (input?.[i] ?? 0));
    forward[t - 1] = logSquare({ values: z, log: 0 });
    slopes.push(z.map(activation.derivative));
    state = z.map(activation.fn);
  }
  const backward = new Float64Array(steps);
  let delta: Signal = { ...normalized({ values: normalsOf(seed, "top", width), log: 0 }), log: 0 };
  for (let t = steps - 1; t >= 1; t--) {
    const back = backwardProduct(weights, delta.values, width);
    delta = normalized({ values: back.map((value, i) => value * slopes[t - 1]![i]!), log: delta.log });
    backward[t - 1] = 2 * delta.log;
  }
  return { forward, backward, state };
}

const logSquare = (signal: Signal): number => 2 * normalized(signal).log;
