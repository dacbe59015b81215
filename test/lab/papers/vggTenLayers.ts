import { ruleOf } from "../../../harness/contract/initializer.js";
import type { Rule } from "../../../harness/contract/rule/index.js";
import { shapeOf } from "../../../harness/contract/shape.js";
import { relu } from "../../../harness/propagation/activation/relu.js";
import { convolve, convolveBack, tapsOf } from "../../../harness/propagation/network/architecture/convolutional.js";
import { normalsOf } from "../../../harness/propagation/network/normals.js";
import { meanSquare } from "../../../harness/propagation/network/signal.js";
import { openStream } from "../../../harness/random/index.js";
import { randomNormal } from "../../../initializers/index.js";
import { scaledVariance } from "./mistakes.js";
import { type Paper, paper } from "./paper.js";

const [SIZE, KERNEL, STDDEV] = [4, 3, 0.01];
/** What conv2 to conv10 of VGG's model B read and write; pooling is left out. */
const CHANNELS = [64, 64, 128, 128, 256, 256, 512, 512, 512, 512];
const right = ruleOf(randomNormal, { stddev: STDDEV });

/** How many times He's standard deviation is that of the paper's predecessors, for a layer of so many filters. */
const shortfall = (filters: number): number => Math.sqrt(2 / (KERNEL ** 2 * filters)) / STDDEV;
const product = CHANNELS.slice(1).reduce((so, filters) => so * shortfall(filters), 1);

/** Mean square of the gradient that conv2 is given, relative to that at conv10. */
function gradientRatio(seed: number, rule: Rule): number {
  const taps = tapsOf({ size: SIZE, kernel: KERNEL, padding: "circular" });
  let x = normalsOf(seed, "image", taps.length * CHANNELS[0]!);
  const layers = CHANNELS.slice(1).map((outputs, l) => {
    const inputs = CHANNELS[l]!;
    const weights = rule.fill(shapeOf([KERNEL, KERNEL, inputs, outputs], "hwio"), openStream(seed, `conv ${l + 2}`));
    const z = convolve(weights, x, taps, inputs, outputs);
    x = z.map(relu.fn);
    return { weights, inputs, outputs, slopes: z.map(relu.derivative) };
  });
  const top = normalsOf(seed, "top", x.length);
  let delta = top;
  for (const { weights, inputs, outputs, slopes } of layers.toReversed()) {
    const inside = delta.map((value, i) => value * slopes[i]!);
    delta = convolveBack(weights, inside, taps, inputs, outputs);
  }
  return meanSquare(delta) / meanSquare(top);
}

export const vggTenLayers: Paper = paper({
  id: "vgg-ten-layers",
  rows: [11],
  paper: "He et al. (2015)",
  figure: "section 2.2: a fixed standard deviation of 0.01 in VGG's model B",
  settings: `conv2 to conv10, ReLU, random_normal of stddev ${STDDEV}, circular padding, ${SIZE}x${SIZE} pixels; std of the gradient, first / last`,
  meaning:
    "0.01 was chosen for layers of a few thousand inputs. Through nine convolutions it costs gradients a factor of 17,000: a fixed standard " +
    "deviation is a choice of depth, too.",
  remark: "The mean of the squared ratio over networks is exact.",
  nets: 32,
  fewest: 12,
  statistics: () => [{ name: "std of the gradient, conv2 / conv10", limit: product ** -2, shown: Math.sqrt }],
  facts: () => [
    { name: "shortfall of 64 filters", value: shortfall(64), published: "5.9" },
    { name: "shortfall of 128 filters", value: shortfall(128), published: "4.2" },
    { name: "shortfall of 256 filters", value: shortfall(256), published: "2.9" },
    { name: "shortfall of 512 filters", value: shortfall(512), published: "2.1" },
    { name: "product over conv2 to conv10", value: product, published: "1.7e4" },
  ],
  right,
  wrong: { what: "variance 10% too large", setting: scaledVariance(right, 1.1) },
  draw: (seed, rule) => [gradientRatio(seed, rule)],
});
