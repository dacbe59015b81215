export { aes, type Generator, mersenneTwister, mulberry32, type Words, xoshiro128 } from "./generators.js";
export { boxMuller, inverse, type Normal, polar } from "./normals.js";
export { orthonormalMatrix } from "./orthonormal.js";
export { type RouteName, rightSubject, routeNames } from "./subject.js";
export { from53Bits, fromBits, type Uniform } from "./uniforms.js";
export { tailOf, zigguratWith } from "./ziggurat.js";
