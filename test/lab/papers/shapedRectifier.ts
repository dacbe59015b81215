import { standardNormal } from "../../../harness/contract/law/index.js";
import { varianceScaling } from "../../../harness/contract/rule/index.js";
import { type Activation, leakyRelu } from "../../../harness/propagation/activation/index.js";
import { relu } from "../../../harness/propagation/activation/relu.js";
import { normalReader } from "../../../harness/propagation/network/normals.js";
import { cosine } from "../../../harness/propagation/network/signal.js";
import {
  type CorrelationStep,
  correlationCurve,
  forwardCurve,
  type NetworkOptions,
  samplePreactivations,
  tailoredPlainSlope,
  tailoredSlope,
} from "../../../harness/propagation/theory/index.js";
import { correlatedInputs, curvesOf, square } from "./nets.js";
import { once } from "./once.js";
import { type Paper, paper } from "./paper.js";

const [WIDTH, DEPTH, TARGET] = [512, 50, 0.9];

const tailored = once(() => leakyRelu(tailoredPlainSlope(DEPTH, TARGET)!));

/** sigma_w^2 that keeps lengths. */
const scaleOf = ({ homogeneous }: Activation): number => 2 / (homogeneous!.positive ** 2 + homogeneous!.negative ** 2);
const netOf = (activation: Activation): NetworkOptions => ({
  ...{ initializer: scaleOf(activation), activation, width: WIDTH, depth: DEPTH },
});

function shown(activation: Activation, seed: number): readonly number[] {
  const rule = varianceScaling(standardNormal, scaleOf(activation), "in");
  const net = { rule, widths: square(WIDTH, DEPTH), seed, inputs: correlatedInputs(seed, WIDTH, 0) };
  const { correlation, forward } = curvesOf(activation, net);
  return [correlation[DEPTH - 1]!, forward[DEPTH - 1]! - forward[0]!];
}

function sampledCorrelation(activation: Activation, seed: number): number {
  let last = Number.NaN;
  const orthogonal = [
    [1, 0],
    [0, 1],
  ];
  samplePreactivations(netOf(activation), orthogonal, normalReader(seed, "units"), (_, [a, b]) => {
    last = cosine(a!, b!);
  });
  return last;
}

/** The residual network of dks' own test: blocks of three layers in four groups, whose skip connections weigh 0.6. */
function theirNetwork(step: CorrelationStep): number {
  const three: CorrelationStep = (c) => step(step(step(c)));
  const kept = 0.6 ** 2;
  const block = (c: number, isFirst: boolean): number => kept * (isFirst ? step(c) : c) + (1 - kept) * three(c);
  const blocks = [3, 4, 23, 3].flatMap((count) => Array.from({ length: count }, (_, j) => j === 0));
  return Math.max(step(blocks.reduce(block, 0)), three(0));
}

export const shapedRectifier: Paper = paper<Activation>({
  id: "shaped-rectifier",
  rows: [36],
  paper: "Zhang et al. (2022)",
  figure: "tailored activations: the slope below zero that leaves inputs apart",
  settings: `leaky ReLU of the slope at which orthogonal inputs reach the correlation ${TARGET} in ${DEPTH} layers of ${WIDTH}, sigma_w^2 = 2/(1 + slope^2)`,
  meaning:
    "He's variance keeps lengths and lets a deep ReLU network forget which input it had. A leaky ReLU whose slope is chosen for the depth keeps as much of the angle as " +
    "one asks for, and lengths of single networks drift apart less.",
  remark:
    "Facts are those of a test of the dks package, for its residual network and a correlation of 0.75. Correlations are held to networks drawn without weight matrices.",
  nets: 48,
  statistics: () => {
    const [first, last] = [forwardCurve(netOf(tailored()))[0]!, forwardCurve(netOf(tailored()))[DEPTH - 1]!];
    return [
      { name: `correlation at layer ${DEPTH}`, limit: TARGET },
      { name: "ReLU: the same", limit: correlationCurve(netOf(relu), 0)[DEPTH - 1]! },
      { name: "change of ln mean(z^2)", limit: 0, mean: last.mean - first.mean },
    ];
  },
  facts: () => {
    const slope = tailoredSlope(theirNetwork, 0.75)!;
    return [
      { name: "slope of their residual network", value: slope, published: "0.6291800" },
      { name: "its factor on the output", value: Math.sqrt(2 / (1 + slope ** 2)), published: "1.1969965" },
    ];
  },
  right: tailored(),
  wrong: { what: "ReLU in its place", setting: relu },
  draw: (seed, activation) => {
    const [correlation, change] = shown(activation, seed) as [number, number];
    return [correlation, shown(relu, seed)[0]!, change];
  },
  reference: {
    nets: 400,
    draw: (seed) => [sampledCorrelation(tailored(), seed), sampledCorrelation(relu, seed)],
  },
});
