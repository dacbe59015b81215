/** Parameters of a subject itself, such as the device that it draws on: sent with every request, held to no contract. */
import { didYouMean } from "../contract/index.js";
import type { Parameters } from "../contract/initializer.js";
import type { Description } from "../subject/subject.js";

export interface SplitParameters {
  /** The parameters of the contracts. */
  readonly params: Parameters;
  /** The parameters of the subject itself. */
  readonly own: Parameters;
}

/** @throws RangeError of one line for a value that the subject does not know, or that this machine does not support */
export function splitParameters(given: Parameters = {}, { name, options = {} }: Description): SplitParameters {
  const isOwn = (key: string): boolean => Object.hasOwn(options, key);
  for (const [key, value] of Object.entries(given).filter(([key]) => isOwn(key))) {
    const values = options[key]!;
    if (!Object.hasOwn(values, value)) {
      const known = Object.keys(values);
      throw new RangeError(
        `${name}: ${key} must be one of ${known.join(", ")}, got ${value}${didYouMean(String(value), known)}`,
      );
    }
    const obstacle = values[value]!;
    if (obstacle !== "") throw new RangeError(`${name}: ${key}=${value} must be there to draw with, got: ${obstacle}`);
  }
  const only = (wanted: boolean): Parameters =>
    Object.fromEntries(Object.entries(given).filter(([key]) => isOwn(key) === wanted));
  return { params: only(false), own: only(true) };
}
