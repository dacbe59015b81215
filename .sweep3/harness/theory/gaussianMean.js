import { gaussianNodes } from "./gaussianNodes.js";
/**
 * E over z ~ N(0, 1) of any integrand, with the activation evaluated once for all of them. The points z and -z are
 * summed side by side, so that the mean of an odd function is exactly zero.
 */
export function gaussianMean(activation, q) {
    const { fn, derivative } = activation;
    const sd = Math.sqrt(q);
    const { at, weight } = gaussianNodes(sd, activation.kinks);
    const value = (sign) => at.map((z) => fn(sign * sd * z));
    const slope = (sign) => at.map((z) => derivative(sign * sd * z));
    const [up, upSlope, down, downSlope] = [value(1), slope(1), value(-1), slope(-1)];
    return (integrand) => {
        let sum = 0;
        for (let i = 0; i < at.length; i++) {
            const z = at[i];
            sum += weight[i] * (integrand(up[i], upSlope[i], z) + integrand(down[i], downSlope[i], -z));
        }
        return sum;
    };
}
