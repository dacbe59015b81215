/** Thirty ReLU layers of 256: what several papers' initializers make of a signal. */
import type { Rule } from "../../../harness/contract/rule/index.js";
import { reluLogRatio } from "../../../harness/propagation/theory/index.js";
import { scaledVariance } from "./mistakes.js";
import { curvesOf, logOutput, sigmaW2, square } from "./nets.js";
import { type Declaration, type Paper, paper, type Statistic } from "./paper.js";

export const WIDTH = 256;
export const DEPTH = 30;

export interface Contestant {
  readonly name: string;
  readonly rule: Rule;
  readonly published?: string;
}

type Words = Omit<Declaration<never>, "settings" | "nets" | "statistics" | "right" | "wrong" | "draw">;

/** A paper that looks at ln |x_30|^2 / |x_0|^2 of these initializers. */
export function thirtyLayers(words: Words, contestants: readonly Contestant[]): Paper {
  const right = contestants.map(({ rule }) => rule);
  return paper<readonly Rule[]>({
    ...words,
    settings: `ReLU, ${DEPTH} layers of ${WIDTH}, no biases; ln |x_${DEPTH}|^2 / |x_0|^2`,
    nets: 48,
    statistics: () => contestants.map(statisticOf),
    right,
    wrong: { what: "variance 5% too large", setting: right.map((rule) => scaledVariance(rule, 1.05)) },
    draw: (seed, rules) =>
      rules.map((rule) => logOutput(curvesOf("relu", { rule, widths: square(WIDTH, DEPTH), seed }), DEPTH)),
  });
}

function statisticOf({ name, rule, published }: Contestant): Statistic {
  const variance = sigmaW2(rule, WIDTH);
  const { mean, variance: spread } = reluLogRatio(WIDTH, WIDTH, variance);
  const width = { limit: DEPTH * Math.log(variance / 2), mean: DEPTH * mean, variance: DEPTH * spread };
  return { name, ...width, ...(published === undefined ? {} : { published, prints: "width" as const }) };
}
