/** `initgate check`: gates a subject. */
import { InvalidArgumentError, Option } from "commander";
import { oneLine } from "../format/oneLine.js";
import { parseShard } from "../shard.js";
import { askOf, subjectOf, withAskOptions, withSubjectOptions, } from "./asking.js";
import { compute } from "./compute.js";
import { given, positive, probability, withCommonOptions } from "./options.js";
import { print } from "./output.js";
import { report } from "./report.js";
export function addCheck(program, context) {
    const command = program
        .command("check", { isDefault: false })
        .description("gate a subject: does every initializer follow the law it documents?");
    withCommonOptions(withAskOptions(withSubjectOptions(command))
        .addOption(new Option("--alpha <p>", "probability that a correct subject fails the whole run")
        .default(1e-9)
        .argParser(probability))
        .option("--fresh", "draw a new seed, and print it")
        .option("--bail <n>", "end the run after so many failures", positive)
        .option("--shard <i/n>", "judge only one of n shards of the run, counted from 1; `merge` puts them together", shard)
        .option("--list", "say what would run, and draw nothing")).action((options) => runCheck(options, context));
}
function shard(words) {
    try {
        return parseShard(words);
    }
    catch (error) {
        throw new InvalidArgumentError(error.message);
    }
}
async function runCheck(options, context) {
    const seed = options.fresh ? crypto.getRandomValues(new Uint32Array(1))[0] : options.seed;
    const ask = askOf(options, seed);
    const spec = subjectOf(options);
    if (options.list) {
        const job = { operation: "check list", request: { spec, ask }, unit: "names" };
        const lines = await compute(job, options, context);
        await print(`${lines.map((line) => oneLine(line, 500)).join("\n")}\n`);
        return;
    }
    const { alpha, threads } = options;
    const request = { spec, ...ask, alpha, threads, ...given("bail", options.bail), ...given("shard", options.shard) };
    return report("check", { operation: "check", request, unit: "cases" }, options, context);
}
