export { aes, mersenneTwister, mulberry32, xoshiro128 } from "./generators.js";
export { boxMuller, inverse, polar } from "./normals.js";
export { orthonormalMatrix } from "./orthonormal.js";
export { rightSubject, routeNames } from "./subject.js";
export { from53Bits, fromBits } from "./uniforms.js";
export { tailOf, zigguratWith } from "./ziggurat.js";
