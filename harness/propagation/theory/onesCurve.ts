import { normalPdf } from "../../numeric/index.js";
import { power } from "../../numeric/power.js";
import { type Activation, activationByName } from "../activation/index.js";
import { gradedNodes } from "./gaussianNodes.js";
import { requireCount } from "./require.js";

/** Logarithms of second moments over standard normal inputs; -Infinity for zero. */
export interface ConstantWeightLayer {
  /** ln E[z^2], the same for every unit of the layer. */
  readonly logZ2: number;
  /** ln E[phi(z)^2]. */
  readonly logPhi2: number;
}

/** The number value times e^log, which may be beyond the range of a double. */
interface Scaled {
  value: number;
  log: number;
}

const REACH = 11;
/** Panels follow the activation's own scale, within these limits. */
const [NARROW, WIDE] = [1 / 64, 1 / 2];
/** Layers over which the preimages of a kink stay far enough from zero to matter. */
const FOLDS = 8;
/** The widest panel near zero, which the first layers magnify. */
const FINEST = 2 ** -60;
/** Beyond this value an unbounded activation equals its asymptote. */
const FAR = 1e100;

/**
 * The layers of a network whose weights are all one: rank one, with every unit of a layer equal, so that the variance
 * across units is exactly zero while z^1 ~ N(0, width) and z^(l+1) = width phi(z^l). The negative lobes of GELU, SiLU and
 * Mish iterate a chaotic map, whose share of the moments is below 1e-9.
 */
export function onesCurve(activation: string | Activation, width: number, depth: number): ConstantWeightLayer[] {
  const declared = activationByName(activation);
  requireCount("onesCurve", "width", width);
  requireCount("onesCurve", "depth", depth);
  const sd = Math.sqrt(width);
  const folds = declared.kinks.flatMap((kink) =>
    Array.from({ length: FOLDS }, (_, l) => kink / (sd * power(width, l))),
  );
  const half = gradedNodes(REACH, FINEST, Math.min(WIDE, Math.max(NARROW, 2 / sd)), folds);
  const weight = [...half.weight, ...half.weight].map((w, i) => w * normalPdf(half.at[i % half.at.length]!));
  const z: Scaled[] = [...half.at, ...half.at.map((x) => -x)].map((x) => ({ value: sd * x, log: 0 }));
  return Array.from({ length: depth }, () => {
    const logZ2 = logMeanSquare(z, weight);
    for (const node of z) apply(declared, node);
    const logPhi2 = logMeanSquare(z, weight);
    for (const node of z) node.value *= width;
    return { logZ2, logPhi2 };
  });
}

/** The layers of a network whose weights are all zero: z = 0 everywhere, and the output is phi(0). */
export function zerosCurve(activation: string | Activation, depth: number): ConstantWeightLayer[] {
  requireCount("zerosCurve", "depth", depth);
  const atZero = activationByName(activation).fn(0);
  const layer = { logZ2: Number.NEGATIVE_INFINITY, logPhi2: Math.log(atZero ** 2) };
  return new Array<ConstantWeightLayer>(depth).fill(layer);
}

function apply({ fn, derivative }: Activation, node: Scaled): void {
  const slope = Math.abs(node.value) > FAR || node.log > 0 ? derivative(node.value) : 0;
  if (slope === 0) {
    [node.value, node.log] = [fn(node.value), 0];
    return;
  }
  node.value *= slope;
  while (Math.abs(node.value) > FAR) {
    node.value /= FAR;
    node.log += Math.log(FAR);
  }
}

function logMeanSquare(nodes: readonly Scaled[], weight: readonly number[]): number {
  const sizes = nodes.map(({ value, log }) => Math.log(Math.abs(value)) + log);
  const largest = Math.max(...sizes);
  if (largest === Number.NEGATIVE_INFINITY) return largest;
  return 2 * largest + Math.log(sizes.reduce((sum, size, i) => sum + weight[i]! * Math.exp(2 * (size - largest)), 0));
}
