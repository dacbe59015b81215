export { affine, type Draw, isBounded, isSymmetric, type Law, standardDeviation, standardize } from "./law.js";
export { logOfUniform, logUniform, softplusInverseOfLogUniform } from "./monotoneImage.js";
export { standardNormal } from "./normal.js";
export { point } from "./point.js";
export { sampledRows, sampleInto } from "./sample.js";
export { sphereCoordinate } from "./sphereCoordinate.js";
export { clippedNormal, deviationBeforeTheCut, truncatedNormal } from "./truncatedNormal.js";
export { signedUniformLaw, uniform } from "./uniform.js";
