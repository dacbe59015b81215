/** Contracts by name: parsing, printing, and the initializers that they denote. */
export { evaluate, namesIn, type Scope } from "./evaluate.js";
export { type Argument, type Arithmetic, type ContractExpression, FANS, requireFree } from "./expression.js";
export { formatArithmetic, formatContract } from "./format.js";
export { argumentsOf, fansOf, initializerNamed, isFan, isNamed, namesOfContract } from "./initializerNamed.js";
export { splitClaim, splitList } from "./list.js";
export { didYouMean } from "./nearest.js";
export { parseArithmetic, parseContract } from "./parse.js";
export { anyValues, withFilesIn } from "./special.js";
