import { power } from "../../numeric/power.js";
import { networkBlock } from "./block.js";

/**
 * u + (beta / alpha) W phi(u), u = norm(z): DeepNorm (Wang et al. 2022) normalizes alpha u + f(u), and a norm does not see the factor alpha. Of N layers with two branches
 * each alpha is (2N)^(1/4), and the weights are multiplied by beta = (8N)^(-1/4); a layer here is a branch of one matrix, depth = 2N.
 */
export const deepNorm = networkBlock({
  name: "deep_norm",
  skip: "norm",
  norm: "layer",
  branch: (depth) => power(4 * depth, -0.25) / power(depth, 0.25),
});
