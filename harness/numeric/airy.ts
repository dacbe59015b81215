/** The lowest distance of the path from the real axis: closer to it the integrand oscillates, farther away it cancels. */
import { power } from "./power.js";

const LOWEST_PATH = 0.7;
const STEP = 1 / 8;

/**
 * The Airy function Ai(x), x > -15: the integral of exp(i (t^3/3 + x t)) over the line Im t = eta, which for x > 0 passes through
 * the saddle point eta = sqrt(x); the trapezoidal rule converges faster than any power of its step.
 */
export function airy(x: number): number {
  const eta = Math.max(Math.sqrt(Math.max(0, x)), LOWEST_PATH);
  const step = STEP / Math.sqrt(Math.max(1, eta));
  const frequency = x - eta * eta;
  const end = Math.sqrt(40 / eta);
  let sum = 1 / 2;
  for (let t = step; t < end; t += step) sum += Math.exp(-eta * t * t) * Math.cos((t * t * t) / 3 + frequency * t);
  return (Math.exp(power(eta, 3) / 3 - x * eta) * sum * step) / Math.PI;
}
