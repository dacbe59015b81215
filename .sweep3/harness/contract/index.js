/** Contracts by name: parsed, printed, and made the initializers that they stand for. */
export { evaluate, namesIn } from "./evaluate.js";
export { FANS, requireFree } from "./expression.js";
export { formatArithmetic, formatContract } from "./format.js";
export { argumentsOf, fansOf, initializerNamed, isFan, isNamed, namesOfContract } from "./initializerNamed.js";
export { splitClaim, splitList } from "./list.js";
export { didYouMean } from "./nearest.js";
export { parseArithmetic, parseContract } from "./parse.js";
export { anyValues, withFilesIn } from "./special.js";
