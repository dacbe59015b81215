export { isKind, kindOf, ofKind, partsOf, verdictOf, withRows, } from "./outcome.js";
export { worst } from "./verdict.js";
