/** `initgate bench`: how fast the reference is, and every installed peer beside it. */
import { Option } from "commander";
import { given, positive, probability, withCommonOptions } from "./options.js";
import { report } from "./report.js";
export function addBench(program, context) {
    withCommonOptions(program
        .command("bench")
        .description("time the reference and every installed peer, side by side")
        .option("--python <path>", "interpreter whose numpy, scipy and torch are timed", "python3")
        .option("--peers <dir>", "folder whose node_modules hold the npm peers", ".")
        .addOption(new Option("--runs <n>", "timed runs a task").default(11).argParser(positive))
        .option("--quick", "a million entries a fill, no whole gate and no propagation")
        .option("--compare <csv>", "an older benchmark.csv: exit 1 where the reference became slower")
        .addOption(new Option("--alpha <p>", "probability that --compare blames an unchanged program")
        .default(0.01)
        .argParser(probability))).action((options) => {
        const { python, peers, runs, threads, quick = false, alpha } = options;
        const request = { python, peers, runs, threads, quick, alpha, ...given("compare", options.compare) };
        return report("bench", { operation: "bench", request, unit: "rounds" }, options, context);
    });
}
