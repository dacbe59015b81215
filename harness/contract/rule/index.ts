export { constant, dirac, identity, logTable } from "./exact.js";
export { independent, independentBy, varianceScaling } from "./independent.js";
export { deltaOrthogonal, orthogonal } from "./orthogonal.js";
export type { Rule } from "./rule.js";
export { sparse, sparseOutputs } from "./sparse.js";
export { unitRows } from "./unitRows.js";
