import type { Activation } from "./activation.js";
import { activationByName } from "./activationByName.js";

/** The hyphen between two names stands before a letter; the one in `leaky_relu_-0.1` stands before a digit. */
const BETWEEN = /-(?=[a-z])/;

/**
 * One activation for all layers, or one a layer, as in `relu-relu-linear`. Throws an error of one line for an unknown name.
 *
 * @param own activations of the caller, beside the shipped ones
 */
export function networkActivation(name: string, own: readonly Activation[] = []): Activation {
  const named = (one: string): Activation => own.find((each) => each.name === one) ?? activationByName(one);
  const layers = name.split(BETWEEN).map(named);
  if (layers.length === 1) return layers[0]!;
  // The last layer's activation is applied after the last pre-activation, so that no signal or gradient passes through it.
  const hidden = layers.slice(0, -1);
  const [first] = hidden as [Activation];
  const isSame = hidden.every((one) => one.name === first.name);
  return isSame ? { ...first, name, layers } : { name, layers, kinks: [], fn: none, derivative: none };
}

/** The function that layer l = 1..L applies to its pre-activations. */
export const activationAt = (activation: Activation, layer: number): Activation =>
  activation.layers?.[layer - 1] ?? activation;

/** Whether the hidden layers apply different functions, so that the theory of one function does not cover them. */
export const isMixed = ({ layers, fn }: Activation): boolean => layers !== undefined && fn === none;

/** A mixture has no single function: NaN fails any use of it as one. */
const none = (): number => Number.NaN;
