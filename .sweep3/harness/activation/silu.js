import { logistic } from "./sigmoid.js";
/** phi(x) = x / (1 + exp(-x)), also called swish. */
export const silu = {
    name: "silu",
    kinks: [],
    fn: (x) => x * logistic(x),
    derivative: (x) => logistic(x) * (1 + x * logistic(-x)),
};
