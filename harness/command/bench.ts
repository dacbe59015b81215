/** `initgate bench`: times the reference and every installed peer, side by side. */
import { type Command, Option } from "commander";
import type { Context } from "./context.js";
import { type CommonOptions, given, positive, probability, withCommonOptions } from "./options.js";
import { report } from "./report.js";

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
  ).action((options: BenchCommandOptions) => {
    const { python, peers, runs, threads, quick = false, alpha } = options;
    const request = { python, peers, runs, threads, quick, alpha, ...given("compare", options.compare) };
    return report("bench", { operation: "bench", request, unit: "rounds" }, options, context);
  });
}
