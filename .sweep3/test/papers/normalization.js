/** How fast gradients grow from layer to layer of normalized networks. */
import { activationByName } from "../../harness/activation/index.js";
import { normalizedGradients } from "../../harness/network/architecture/normalized.js";
/** ln of the gradient variance's factor a layer, downwards. */
export function logGrowth(setting, seed) {
    const { activation, depth, ends } = setting;
    const curve = normalizedGradients({ ...setting, activation: activationByName(activation), seed });
    return (curve[ends] - curve[depth - 1 - ends]) / (depth - 1 - 2 * ends);
}
