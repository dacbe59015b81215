import { oneLine } from "../../weights/oneLine.js";
import type { Activation } from "./activation.js";
import { activationByName } from "./activationByName.js";

/** Where a function and its derivative are compared: both signs, and no round number on which a kink may lie. */
const POINTS = [-3.17, -1.43, -0.617, -0.0931, 0.0713, 0.529, 1.37, 2.93];
const STEP = 1e-5;
/** The error that a central difference with this step may have, on a function with a third derivative of about 1. */
const TOLERANCE = 1e-6;

/**
 * Refuses activations of the caller for which the theory would be wrong: a value of another type, a name that is taken,
 * a function value that is not finite, or a derivative that is not the function's.
 *
 * @throws RangeError of one line
 */
export function requireActivations(own: readonly Activation[]): void {
  for (const one of own) requireActivation(one);
  // Names must differ, because options and reports refer to an activation by its name.
  const twice = own.find(({ name }, at) => own.findIndex((other) => other.name === name) < at);
  if (twice !== undefined)
    throw new RangeError(`activations: each must have a name of its own, got ${twice.name} twice`);
}

function requireActivation(own: Activation | null | undefined): void {
  const { name, fn, derivative, kinks } = own ?? ({} as Partial<Activation>);
  if (typeof name !== "string" || typeof fn !== "function" || typeof derivative !== "function") {
    const got = own === null ? "null" : typeof own;
    throw new RangeError(`activations: must be names or values with name, kinks, fn and derivative, got ${got}`);
  }
  const must: (rule: string, got: unknown) => never = (rule, got) => {
    throw new RangeError(`activations: ${oneLine(name)} must ${rule}, got ${oneLine(String(got))}`);
  };
  if (!/^[a-z]\w*$/.test(name)) must("have a name of letters, digits and _", JSON.stringify(name));
  if (isShipped(name)) must("have a name that no shipped activation has", name);
  if (!Array.isArray(kinks) || !kinks.every(Number.isFinite)) must("list its kinks as finite numbers", kinks);
  for (const x of POINTS) {
    const [value, slope] = [fn(x), derivative(x)];
    if (!Number.isFinite(value)) must(`be finite at ${x}`, value);
    if (kinks.some((kink) => Math.abs(kink - x) <= STEP)) continue;
    const difference = (fn(x + STEP) - fn(x - STEP)) / (2 * STEP);
    const isOff = !(Math.abs(slope - difference) <= TOLERANCE * Math.max(1, Math.abs(difference)));
    if (isOff) must(`have the derivative of its function, ${difference.toPrecision(6)} at ${x}`, slope);
  }
}

/** Whether a shipped activation has the name; aliases and names with a slope count too. */
function isShipped(name: string): boolean {
  try {
    return activationByName(name) !== undefined;
  } catch {
    return false;
  }
}
