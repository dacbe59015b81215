/** Refuses unknown keys of options: a misspelt key would be ignored in silence. */
import { oneLine } from "../weights/oneLine.js";

/** Every key of an options type: the compiler reports a missing key and an extra one. */
export type KeysOf<Options> = Readonly<Record<keyof Options, true>>;

/** @throws RangeError of one line where `options` has a key that is not among `keys` */
export function requireKnownKeys<Options extends object>(who: string, options: Options, keys: KeysOf<Options>): void {
  const unknown = Object.keys(options).find((key) => !Object.hasOwn(keys, key));
  if (unknown === undefined) return;
  throw new RangeError(`${who}: options must be of ${Object.keys(keys).join(", ")}, got ${oneLine(unknown)}`);
}
