/**
 * A contract expression as plain data: a contract's name with parameters, such as
 * `random_normal(stddev=0.02/sqrt(2*n_layer))`.
 */
import { oneLine } from "../format/oneLine.js";
/** The fans of the weight that the contract speaks of. */
export const FANS = ["fan_in", "fan_out", "fan_avg"];
/** Throws a RangeError of one line for a name that numbers of the user may not have. */
export function requireFree(name) {
    if (/^[A-Za-z_]\w*$/.test(name) && !FANS.includes(name) && !Object.hasOwn(FUNCTIONS, name))
        return;
    throw new RangeError(`let: must be a name of letters that is no fan and no function, got ${oneLine(name, 60)}`);
}
export const FUNCTIONS = {
    sqrt: Math.sqrt,
    exp: Math.exp,
    ln: Math.log,
};
/** How tightly an operator binds; a sign binds tighter than `*`, less tightly than `^`. */
export const BINDING = { "+": 1, "-": 1, "*": 2, "/": 2, sign: 3, "^": 4 };
