import { type Activation, abRelu } from "../activation/index.js";

/** Beyond this |ln q| an activation equals its tangent at zero, or its asymptote, to rounding. */
const FAR = 75;

/**
 * A variance q within the range of a double, and the scale between the two: E[phi^2] at exp(logQ) is exp(logScale)
 * times E[phi^2] at q.
 */
export interface Evaluation {
  readonly activation: Activation;
  readonly q: number;
  readonly logScale: number;
}

/**
 * The variance at which to evaluate the moments of a layer if exp(logQ) may be beyond the range of a double. The
 * moments of a piecewise-linear activation scale with q. Every activation with phi(0) = 0 is piecewise linear for very
 * small q, and every unbounded one for very large q.
 */
export function scaleFree(activation: Activation, logQ: number): Evaluation {
  if (activation.homogeneous) return { activation, q: 1, logScale: logQ };
  if (Math.abs(logQ) <= FAR) return { activation, q: Math.exp(logQ), logScale: 0 };
  if (logQ < -FAR && activation.fn(0) === 0) {
    return { activation: slopesAt(activation, Number.MIN_VALUE), q: 1, logScale: logQ };
  }
  const asymptote = asymptoteOf(activation);
  if (logQ > FAR && isSloped(asymptote)) return { activation: asymptote, q: 1, logScale: logQ };
  return { activation, q: Math.exp(logQ), logScale: 0 };
}

/** The limits of E[phi'^2] as q goes to zero and to infinity, which are also those of E[phi^2]/q through the origin. */
export function limitingSlope2(activation: Activation, at: "zero" | "infinity"): number {
  const { positive, negative } = (at === "zero" ? slopesAt(activation, Number.MIN_VALUE) : asymptoteOf(activation))
    .homogeneous!;
  return (positive ** 2 + negative ** 2) / 2;
}

/** A smaller slope counts as 0: a bounded activation has slope 0 far out, and x^p with p > 1 has slope 0 at zero. */
const NO_SLOPE = 1e-100;

function asymptoteOf(activation: Activation): Activation {
  const far = Number.MAX_VALUE;
  const slope = (x: number): number => (Math.abs(activation.fn(x) / x) < NO_SLOPE ? 0 : activation.derivative(x));
  return abRelu(activation.name, slope(far), slope(-far));
}

function slopesAt(activation: Activation, x: number): Activation {
  const slope = (at: number): number =>
    Math.abs(activation.derivative(at)) < NO_SLOPE ? 0 : activation.derivative(at);
  return abRelu(activation.name, slope(x), slope(-x));
}

/** Whether there is a linear asymptote with a slope: the activation neither stays bounded nor grows like x^p with p > 1. */
function isSloped({ homogeneous }: Activation): boolean {
  const { positive, negative } = homogeneous!;
  return (positive !== 0 || negative !== 0) && Number.isFinite(positive) && Number.isFinite(negative);
}
