import { didYouMean } from "../../contract/nearest.js";
import type { Activation } from "./activation.js";
import { elu } from "./elu.js";
import { erf } from "./erf.js";
import { gelu } from "./gelu.js";
import { hardTanh } from "./hardTanh.js";
import { leakyRelu } from "./leakyRelu.js";
import { linear } from "./linear.js";
import { mish } from "./mish.js";
import { relu } from "./relu.js";
import { relu6 } from "./relu6.js";
import { selu } from "./selu.js";
import { sigmoid } from "./sigmoid.js";
import { silu } from "./silu.js";
import { sine } from "./sine.js";
import { softplus } from "./softplus.js";
import { softsign } from "./softsign.js";
import { squaredRelu } from "./squaredRelu.js";
import { tanh } from "./tanh.js";

export const activations: readonly Activation[] = [
  linear,
  relu,
  leakyRelu(undefined, "leaky_relu"),
  tanh,
  sigmoid,
  erf,
  gelu,
  silu,
  softplus,
  mish,
  elu,
  selu,
  softsign,
  hardTanh,
  relu6,
  sine,
  squaredRelu,
];

/** Other names of the same functions. */
const ALIASES: Readonly<Record<string, string>> = { swish: "silu", relu2: "squared_relu" };

/** `leaky_relu_0.2` is a leaky ReLU of slope 0.2, `prelu_0.25` one whose slope will be learned. */
const LEAKY = /^(?:leaky_relu|prelu)_(-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)$/;

/** The activation of a name, or the value itself. Throws an error of one line that lists the names. */
export function activationByName(activation: string | Activation): Activation {
  if (typeof activation !== "string") return activation;
  const meant = Object.hasOwn(ALIASES, activation) ? ALIASES[activation] : activation;
  const slope = LEAKY.exec(activation)?.[1];
  const found = slope === undefined ? activations.find(({ name }) => name === meant) : leakyRelu(Number(slope));
  if (found) return found;
  const names = activations.map(({ name }) => name);
  const got = `${JSON.stringify(activation)}${didYouMean(activation, names)}`;
  throw new Error(`activation: must be one of ${names.join(", ")} or leaky_relu_<slope>, got ${got}`);
}
