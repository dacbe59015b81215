export { abRelu } from "./abRelu.js";
export type { Activation, Kernel, Slopes } from "./activation.js";
export { activationByName, activations } from "./activationByName.js";
export { arcCosine0, arcCosine1, arcCosine2 } from "./arcCosine.js";
export { activationAt, isMixed, networkActivation } from "./layered.js";
export { leakyRelu } from "./leakyRelu.js";
export { requireActivations } from "./ownActivation.js";
