/** `initgate baseline write` and `initgate baseline compare`: what an upgrade of a subject changes. */
import { basename, dirname } from "node:path";
import { Option } from "commander";
import { oneLine } from "../format/oneLine.js";
import { prepareOut } from "../results/outDirectory.js";
import { writeWhole } from "../results/writeWhole.js";
import { askOf, subjectOf, withAskOptions, withSubjectOptions, } from "./asking.js";
import { compute } from "./compute.js";
import { probability, withCommonOptions } from "./options.js";
import { print } from "./output.js";
import { report } from "./report.js";
const FILE = "initgate-baseline.json";
export function addBaseline(program, context) {
    const baseline = program
        .command("baseline")
        .description("record what a subject draws, and compare: same bits, same law or another law");
    const write = baseline
        .command("write")
        .description("record digests and sketches of what a subject draws")
        .argument("[file]", "the baseline", FILE);
    withCommonOptions(withAskOptions(withSubjectOptions(write))).action((file, options) => runWrite(file, options, context));
    const compare = baseline
        .command("compare")
        .description("hold what a subject draws now against a baseline, case by case as it was recorded")
        .argument("[file]", "the baseline", FILE);
    withCommonOptions(withSubjectOptions(compare).addOption(new Option("--alpha <p>", "probability that unchanged laws fail the whole comparison")
        .default(1e-9)
        .argParser(probability))).action((file, options) => runCompare(file, options, context));
}
/** The baseline is the record: it is written whole, or where a signal comes not at all. */
async function runWrite(file, options, context) {
    const request = { spec: subjectOf(options), ask: askOf(options, options.seed) };
    const leave = prepareOut(dirname(file));
    const job = { operation: "baseline write", request, unit: "cases" };
    const { text, subject, cases } = await compute(job, options, context).catch((error) => {
        leave();
        throw error;
    });
    writeWhole(dirname(file), { [basename(file)]: text });
    if (options.json)
        await print(text);
    else if (!options.quiet)
        await print(`${oneLine(`${file}: ${cases} cases of ${subject}`, 1000)}\n`);
}
function runCompare(file, options, context) {
    const request = { file, spec: subjectOf(options), alpha: options.alpha };
    return report("baseline", { operation: "baseline compare", request, unit: "cases" }, options, context);
}
