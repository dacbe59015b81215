/** Two inputs of a deep tanh network with biases: Schoenholz et al. (2017). */

import { standardNormal } from "../../../harness/contract/law/index.js";
import { varianceScaling } from "../../../harness/contract/rule/index.js";
import { increasingRoot } from "../../../harness/numeric/increasingRoot.js";
import { dot } from "../../../harness/numeric/vectors.js";
import { normalReader } from "../../../harness/propagation/network/normals.js";
import { normalized } from "../../../harness/propagation/network/signal.js";
import {
  backwardCurve,
  correlationCurve,
  edgeOfChaos,
  fixedPoint,
  type NetworkOptions,
  samplePreactivations,
} from "../../../harness/propagation/theory/index.js";
import { correlatedInputs, curvesOf, square } from "./nets.js";
import { once } from "./once.js";
import { type Fact, type Paper, paper, type Statistic } from "./paper.js";

const [WIDTH, DEPTH, START] = [200, 40, 0.6];
const SIGMA_B = Math.sqrt(0.05);

/** Correlations near one are told apart by the logarithm of what is missing. */
const missing = (c: number): number => -Math.log(1 - c);
const fromMissing = (value: number): number => 1 - Math.exp(-value);

const netOf = (sigmaW2: number): NetworkOptions => ({
  ...{ initializer: sigmaW2, activation: "tanh", width: WIDTH, depth: DEPTH, sigmaB: SIGMA_B },
});

/** The critical point with this variance of the biases. */
const critical = once(() => {
  const logQ = increasingRoot((u) => edgeOfChaos("tanh", Math.exp(u)).sigmaB2 - SIGMA_B ** 2, -1);
  return { qStar: Math.exp(logQ), ...edgeOfChaos("tanh", Math.exp(logQ)) };
});

type Words = Pick<Paper, "id" | "rows" | "figure" | "meaning"> & { readonly facts: () => readonly Fact[] };

function atVariance(sigmaW2: () => number, published: string, words: Words): Paper {
  const statistics = (): readonly Statistic[] => {
    const back = backwardCurve(netOf(sigmaW2()))[0]!;
    return [
      {
        name: `correlation at layer ${DEPTH}`,
        limit: missing(correlationCurve(netOf(sigmaW2()), START)[DEPTH - 1]!),
        shown: fromMissing,
        published,
      },
      {
        name: "growth of the gradient variance a layer",
        limit: back.meanField / (DEPTH - 1),
        mean: back.mean / (DEPTH - 1),
        variance: back.variance / (DEPTH - 1) ** 2,
        shown: Math.exp,
      },
    ];
  };
  return paper<number>({
    ...words,
    paper: "Schoenholz et al. (2017)",
    settings: `tanh, sigma_b^2 = 0.05, ${DEPTH} layers of ${WIDTH}, two inputs of correlation ${START}`,
    nets: 48,
    statistics,
    right: 1,
    wrong: { what: "weight variance 10% too small", setting: 0.9 },
    draw: (seed, factor) => {
      const rule = varianceScaling(standardNormal, factor * sigmaW2(), "in");
      const inputs = correlatedInputs(seed, WIDTH, START);
      const net = { rule, widths: square(WIDTH, DEPTH), seed, sigmaB: SIGMA_B, inputs };
      const { correlation, backward } = curvesOf("tanh", net);
      return [missing(correlation[DEPTH - 1]!), backward[0]! / (DEPTH - 1)];
    },
    reference: { nets: 400, draw: (seed) => [missing(sampledCorrelation(netOf(sigmaW2()), seed))] },
  });
}

function sampledCorrelation(net: NetworkOptions, seed: number): number {
  const inputs = [
    [1, START],
    [START, 1],
  ];
  let last = Number.NaN;
  samplePreactivations(net, inputs, normalReader(seed, "units"), (_layer, z) => {
    const [a, b] = z.map((values) => normalized({ values, log: 0 }).values);
    last = dot(a!, b!) / WIDTH;
  });
  return last;
}

const sigmaW = (variance: number) => fixedPoint("tanh", Math.sqrt(variance), SIGMA_B);

export const edgeOfChaosPaper = atVariance(() => critical().sigmaW2, ".869", {
  id: "edge-of-chaos",
  rows: [16],
  figure: "at the edge of chaos correlations move algebraically",
  meaning:
    "On the critical line, and only there, depth neither merges two inputs nor tears them apart at an exponential rate. The line is a curve in " +
    "the plane of weight and bias variances that theory gives to all digits: no search is needed.",
  facts: () => [
    { name: "critical sigma_w^2", value: critical().sigmaW2, published: "1.7609546396067" },
    { name: "its length q*", value: critical().qStar, published: ".5700478816408" },
  ],
});

const xi = (variance: number): number => sigmaW(variance).xiC!;

export const orderedPhase = atVariance(() => 1.3, ".9970", {
  id: "ordered-phase",
  rows: [17],
  figure: "the ordered phase, sigma_w^2 = 1.3",
  meaning:
    "Below the critical line any two inputs become one within a few times xi_c layers: deeper than about 6 xi_c nothing can be learned.",
  facts: () => [{ name: "depth scale xi_c", value: xi(1.3), published: "7.83" }],
});

export const chaoticPhase = atVariance(() => 2.5, ".4512", {
  id: "chaotic-phase",
  rows: [17],
  figure: "the chaotic phase, sigma_w^2 = 2.5",
  meaning: "Above the critical line near inputs are torn apart, and gradients explode at the same rate.",
  facts: () => [{ name: "depth scale xi_c", value: xi(2.5), published: "11.80" }],
});

export const deepChaos = atVariance(() => 4, ".167", {
  id: "deep-chaos",
  rows: [18],
  figure: "the chaotic phase, sigma_w^2 = 4",
  meaning: "Far above the line all correlations end at c*, whatever they were: the network hashes its input.",
  facts: () => [
    { name: "limit correlation c*", value: sigmaW(4).cStar!, published: ".165065" },
    { name: "depth scale xi_c", value: xi(4), published: "6.98" },
    { name: "gradient growth chi_1", value: sigmaW(4).chi1!, published: "1.342402" },
  ],
});
