import { logistic } from "./sigmoid.js";
/** The hyperbolic tangent. */
export const tanh = {
    name: "tanh",
    kinks: [],
    fn: Math.tanh,
    derivative: (x) => 4 * logistic(2 * x) * logistic(-2 * x),
};
