import { openStream } from "../../random/index.js";
import { shapeOf } from "../../shape.js";
import { normalsOf } from "../normals.js";
import { backwardProduct, forwardProduct } from "../products.js";
import { normalized } from "../signal.js";
/** Runs one recurrent network through time and back. Lengths must stay within a double. */
export function recurrentLengths(options) {
    const { rule, activation, width, steps, inputVariance = 0, seed } = options;
    const weights = rule.fill(shapeOf([width, width], "io"), openStream(seed, "recurrent"));
    const spread = Math.sqrt(inputVariance);
    let state = options.start ?? normalsOf(seed, "start", width);
    const slopes = [];
    const forward = new Float64Array(steps);
    for (let t = 1; t <= steps; t++) {
        const input = spread === 0 ? undefined : normalsOf(seed, `input ${t}`, width);
        const z = forwardProduct(weights, state, width).map((value, i) => value + spread * (input?.[i] ?? 0));
        forward[t - 1] = logSquare({ values: z, log: 0 });
        slopes.push(z.map(activation.derivative));
        state = z.map(activation.fn);
    }
    const backward = new Float64Array(steps);
    let delta = { ...normalized({ values: normalsOf(seed, "top", width), log: 0 }), log: 0 };
    for (let t = steps - 1; t >= 1; t--) {
        const back = backwardProduct(weights, delta.values, width);
        delta = normalized({ values: back.map((value, i) => value * slopes[t - 1][i]), log: delta.log });
        backward[t - 1] = 2 * delta.log;
    }
    return { forward, backward, state };
}
const logSquare = (signal) => 2 * normalized(signal).log;
