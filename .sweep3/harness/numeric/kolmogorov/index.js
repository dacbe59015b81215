export { kolmogorovLimitCdf, kolmogorovLimitSf } from "./limit.js";
export { smirnovSf } from "./smirnov.js";
export { kolmogorovCdf, kolmogorovSf, kolmogorovTails } from "./twoSided.js";
