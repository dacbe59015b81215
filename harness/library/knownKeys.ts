/** Options of functions: a key that nobody reads would be a wish that is silently ignored. */
import { oneLine } from "../weights/oneLine.js";

/** Every key of an options type: the compiler asks for one that is missing, and refuses one too many. */
export type KeysOf<Options> = Readonly<Record<keyof Options, true>>;

/** @throws RangeError of one line where `options` has a key that is not among `keys` */
export function requireKnownKeys<Options extends object>(who: string, options: Options, keys: KeysOf<Options>): void {
  const unknown = Object.keys(options).find((key) => !Object.hasOwn(keys, key));
  if (unknown === undefined) return;
  throw new RangeError(`${who}: options must be of ${Object.keys(keys).join(", ")}, got ${oneLine(unknown)}`);
}
