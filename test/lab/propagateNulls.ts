/** Networks that are right, held to the bands of their own contract: how many curves lie outside, at levels where some must. */

import { initializerNamed } from "../../harness/contract/index.js";
import { ruleOf } from "../../harness/contract/initializer.js";
import type { Rule } from "../../harness/contract/rule/index.js";
import { activationByName } from "../../harness/propagation/activation/index.js";
import { blockNamed } from "../../harness/propagation/block/index.js";
import { compare } from "../../harness/propagation/network/compare.js";
import { predict } from "../../harness/propagation/network/predict.js";
import { simulate } from "../../harness/propagation/network/simulate.js";
import { referenceDraws } from "../../harness/propagation/run/netJob.js";
import { initializers } from "../../initializers/index.js";
import { presets } from "../../initializers/presets/index.js";

export const LEVELS = [0.05, 0.01] as const;
export const ACTIVATIONS = ["relu", "leaky_relu", "tanh", "sigmoid", "selu", "gelu", "softplus"] as const;

/** One cell of the calibration: what is drawn, by which contract it is judged, and how large it is. */
export interface PropagateCell {
  readonly drawn: string;
  /** Another contract than the drawn one is the control: its bands must be left too often. */
  readonly contract: string;
  readonly widths: readonly number[];
  readonly nets: number;
  /** Plain layers unless given. */
  readonly architecture?: string;
}

export interface PropagateTally {
  readonly curves: number;
  /** Outside, at each of the levels. */
  readonly outside: readonly number[];
  readonly undetermined: number;
}

const LAWS = [
  "he_normal",
  "he_uniform",
  "glorot_uniform",
  "keras:he_normal",
  "sparse(sparsity=0.5, stddev=0.5)",
  "orthogonal(gain=1.2)",
];
const square = (width: number, depth: number): readonly number[] => new Array<number>(depth + 1).fill(width);
const SIZES: readonly { readonly widths: readonly number[]; readonly nets: number }[] = [
  { widths: square(4, 10), nets: 20 },
  { widths: square(8, 10), nets: 60 },
  { widths: square(8, 10), nets: 400 },
  { widths: [12, 5, 9, 7, 16], nets: 60 },
  { widths: square(16, 10), nets: 20 },
  { widths: square(64, 5), nets: 20 },
];

export const propagateCells: readonly PropagateCell[] = [
  ...SIZES.flatMap((size) => LAWS.map((law) => ({ drawn: law, contract: law, ...size }))),
  { drawn: "he_uniform", contract: "he_normal", widths: square(8, 10), nets: 400 },
];

export const cellName = ({ drawn, contract, widths, nets, architecture }: PropagateCell): string =>
  `${architecture === undefined ? "" : `${architecture}, `}${drawn}${contract === drawn ? "" : ` held to ${contract}`}, ${widths.join("-")}, ${nets} networks`;

const ruleNamed = (name: string): Rule => ruleOf(initializerNamed([...initializers, ...presets], name));

/** One run of a cell: every activation on the same weights, at every level. */
export function propagateNull(cell: PropagateCell, seed: number): PropagateTally {
  const { drawn, contract, widths, nets, architecture = "mlp" } = cell;
  const block = blockNamed(architecture);
  const activations = ACTIVATIONS.map(activationByName);
  const measured = simulate({ rule: ruleNamed(drawn), activations, block, widths, nets, seed });
  const rule = ruleNamed(contract);
  const outside = LEVELS.map(() => 0);
  let undetermined = 0;
  activations.forEach((activation, a) => {
    const about = { rule, activation, block, widths, sigmaB: 0, seed, draws: referenceDraws(nets), nets };
    const prediction = predict(about, measured[a]!);
    LEVELS.forEach((level, k) => {
      const { verdict } = compare(measured[a]!, prediction, level);
      if (verdict === "fail") outside[k]!++;
      if (verdict === "undetermined" && k === 0) undetermined++;
    });
  });
  return { curves: activations.length, outside, undetermined };
}
