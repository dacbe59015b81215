/** `initgate baseline write` and `initgate baseline compare`: what an upgrade of a subject changes. */
import { basename, dirname } from "node:path";
import { type Command, Option } from "commander";
import { oneLine } from "../weights/oneLine.js";
import { type AskOptions, askOf, type SubjectWords, subjectOf, withAskOptions, withSubjectOptions } from "./asking.js";
import { compute } from "./compute.js";
import type { Context } from "./context.js";
import { type CommonOptions, probability, withCommonOptions } from "./options.js";
import { print } from "./output.js";
import { report } from "./report.js";
import { prepareOut } from "./results/outDirectory.js";
import { writeWhole } from "./results/writeWhole.js";

const FILE = "initgate-baseline.json";

type WriteOptions = CommonOptions & SubjectWords & AskOptions;
type CompareWords = CommonOptions & SubjectWords & { readonly alpha: number };

export function addBaseline(program: Command, context: Context): void {
  const baseline = program
    .command("baseline")
    .description("record what a subject draws, and compare: same bits, same law or another law");
  const write = baseline
    .command("write")
    .description("record digests and sketches of what a subject draws")
    .argument("[file]", "the baseline", FILE);
  withCommonOptions(withAskOptions(withSubjectOptions(write))).action((file: string, options: WriteOptions) =>
    runWrite(file, options, context),
  );
  const compare = baseline
    .command("compare")
    .description("hold what a subject draws now against a baseline, case by case as it was recorded")
    .argument("[file]", "the baseline", FILE);
  withCommonOptions(
    withSubjectOptions(compare).addOption(
      new Option("--alpha <p>", "probability that unchanged laws fail the whole comparison")
        .default(1e-9)
        .argParser(probability),
    ),
  ).action((file: string, options: CompareWords) => runCompare(file, options, context));
}

/** The baseline is the record: it is written whole, or where a signal comes not at all. */
async function runWrite(file: string, options: WriteOptions, context: Context): Promise<void> {
  const request = { spec: subjectOf(options), ask: askOf(options, options.seed) };
  const leave = prepareOut(dirname(file));
  const job = { operation: "baseline write", request, unit: "cases" } as const;
  const { text, subject, cases } = await compute(job, options, context).catch((error: unknown) => {
    leave();
    throw error;
  });
  writeWhole(dirname(file), { [basename(file)]: text });
  if (options.json) await print(text);
  else if (!options.quiet) await print(`${oneLine(`${file}: ${cases} cases of ${subject}`, 1000)}\n`);
}

function runCompare(file: string, options: CompareWords, context: Context): Promise<void> {
  const request = { file, spec: subjectOf(options), alpha: options.alpha };
  return report("baseline", { operation: "baseline compare", request, unit: "cases" }, options, context);
}
