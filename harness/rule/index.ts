export { constant, dirac, identity } from "./exact.js";
export { independent, independentBy, varianceScaling } from "./independent.js";
export { deltaOrthogonal, orthogonal } from "./orthogonal.js";
export type { Rule } from "./rule.js";
export { sparse, sparseOutputs } from "./sparse.js";
