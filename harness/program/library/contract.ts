/** Contracts by expression. */
import { initializerNamed } from "../../contract/index.js";
import type { Initializer } from "../../contract/initializer.js";
import { surroundings } from "../surroundings.js";

/**
 * The initializer of a contract expression: of a shipped name, plain or with parameters. The initializer's name is the
 * expression, printed in full. Values are words, or arithmetic of numbers, `+ - * / ^ ( )`, `sqrt`, `exp`, `ln` and the
 * weight's `fan_in`, `fan_out`, `fan_avg`.
 *
 * @example contract("torch:kaiming_normal_(mode=fan_out)"), contract("random_normal(stddev=sqrt(2/fan_in))")
 * @throws RangeError of one line that names the first character that does not fit
 */
export const contract = (expression: string): Initializer => initializerNamed(surroundings.contracts, expression);
