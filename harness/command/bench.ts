/** `initgate bench`: how fast the reference is, and every installed peer beside it. */
import { readFileSync } from "node:fs";
import { type Command, Option } from "commander";
import { bench } from "../bench/bench.js";
import { type Comparison, compare } from "../bench/compare.js";
import { readTimings } from "../bench/readTimings.js";
import { worst } from "../record/index.js";
import type { Context } from "./context.js";
import { type CommonOptions, positive, probability, withCommonOptions } from "./options.js";
import { progressBar } from "./progress.js";

interface BenchCommandOptions extends CommonOptions {
  readonly python: string;
  readonly peers: string;
  readonly runs: number;
  readonly quick?: boolean;
  readonly compare?: string;
  readonly alpha: number;
}

export function addBench(program: Command, context: Context): void {
  withCommonOptions(
    program
      .command("bench")
      .description("time the reference and every installed peer, side by side")
      .option("--python <path>", "interpreter whose numpy, scipy and torch are timed", "python3")
      .option("--peers <dir>", "folder whose node_modules hold the npm peers", ".")
      .addOption(new Option("--runs <n>", "timed runs a task").default(11).argParser(positive))
      .option("--quick", "a million entries a fill, no whole gate and no propagation")
      .option("--compare <csv>", "an older benchmark.csv: exit 1 where the reference became slower")
      .addOption(
        new Option("--alpha <p>", "probability that --compare blames an unchanged program")
          .default(0.01)
          .argParser(probability),
      ),
  ).action(async (options: BenchCommandOptions) => {
    const before = options.compare === undefined ? undefined : readTimings(readFileSync(options.compare, "utf8"));
    const progress = progressBar(options);
    const { python, peers, runs, threads, quick = false } = options;
    const record = await bench(
      { python, peers, runs, threads, quick, onRound: progress.update },
      context.around,
    ).finally(progress.stop);
    context.publishBench(record, options);
    if (before === undefined) return;
    const compared = compare(before, record.rows, options.alpha);
    for (const one of compared) if (!options.quiet) process.stderr.write(`${lineOf(one)}\n`);
    context.exit(compared.length === 0 ? "undetermined" : worst(compared.map(({ verdict }) => verdict)));
  });
}

const lineOf = ({ timing, ratio, pValue, verdict }: Comparison): string =>
  `${verdict}: ${timing.initializer} ${timing.elements}: ${ratio.toFixed(3)} of the old time, p = ${pValue.toPrecision(2)}`;
