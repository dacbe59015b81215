/** Options of functions: a key that nobody reads would be a wish that is silently ignored. */
import { oneLine } from "./format/oneLine.js";
/** @throws RangeError of one line where `options` has a key that is not among `keys` */
export function requireKnownKeys(who, options, keys) {
    const unknown = Object.keys(options).find((key) => !Object.hasOwn(keys, key));
    if (unknown === undefined)
        return;
    throw new RangeError(`${who}: options must be of ${Object.keys(keys).join(", ")}, got ${oneLine(unknown)}`);
}
