/** The spread of a logarithm over networks, as a mean: squared distances from where theory puts the center. */
import type { LogLaw } from "../../../harness/propagation/theory/logLaw.js";
import type { Statistic } from "./paper.js";

/** Of values whose mean and variance theory knows: the two statistics. */
export function lawStatistics(
  name: string,
  { meanField, mean, variance }: LogLaw,
  published: readonly [mean?: string, sd?: string] = [],
): readonly Statistic[] {
  const print = (text?: string) => (text === undefined ? {} : { published: text, prints: "width" as const });
  return [
    { name: `mean of ${name}`, limit: meanField, mean, variance, ...print(published[0]) },
    { name: `standard deviation of ${name}`, limit: 0, mean: variance, shown: Math.sqrt, ...print(published[1]) },
  ];
}

/** One network's two numbers. */
export const lawValues = (value: number, { mean }: Pick<LogLaw, "mean">): readonly number[] => [
  value,
  (value - mean) ** 2,
];
