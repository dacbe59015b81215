import { type Activation, activationByName } from "../activation/index.js";

/** The gains that are conventions rather than consequences of a law (documentation of torch.nn.init.calculate_gain). */
const TABLE: Readonly<Record<string, number>> = { sigmoid: 1, tanh: 5 / 3, selu: 3 / 4 };

/** The result of PyTorch's calculate_gain; null for an activation that it does not know. */
export function torchGain(activation: string | Activation): number | null {
  const { name, homogeneous } = activationByName(activation);
  if (homogeneous?.positive === 1) return name === "linear" ? 1 : Math.sqrt(2 / (1 + homogeneous.negative ** 2));
  return TABLE[name] ?? null;
}
