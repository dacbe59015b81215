/** `initgate baseline write` and `initgate baseline compare`: what an upgrade of a subject changes. */
import { basename, dirname, isAbsolute, join } from "node:path";
import { type Command, Option } from "commander";
import { oneLine } from "../weights/oneLine.js";
import { compute } from "./compute.js";
import type { Context } from "./context.js";
import { type CommonOptions, given, probability, tellUnusedReporters, withCommonOptions } from "./options.js";
import { print, printLines } from "./output.js";
import { report } from "./report.js";
import { prepareOut } from "./results/outDirectory.js";
import { writeWhole } from "./results/writeWhole.js";
import {
  type GateOptionValues,
  gateRequestOf,
  type SubjectOptionValues,
  subjectOf,
  withGateOptions,
  withSubjectOptions,
} from "./subjectOptions.js";

const FILE = "initgate-baseline.json";

interface CheckpointWords {
  readonly weights?: string;
  readonly list?: boolean;
}

type WriteOptions = CommonOptions & SubjectOptionValues & GateOptionValues & CheckpointWords;
type CompareWords = CommonOptions &
  SubjectOptionValues &
  CheckpointWords & { readonly alpha: number; readonly layout?: string };

export function addBaseline(program: Command, context: Context): void {
  const baseline = program
    .command("baseline")
    .description("record what a subject draws or a checkpoint holds, and compare: same bits, same law or another law");
  const write = baseline
    .command("write")
    .description("record digests and sketches of what a subject draws, or of a checkpoint")
    .argument("[file]", "the baseline", FILE);
  withCommonOptions(withGateOptions(withSubjectOptions(withWeights(write)))).action(
    (file: string, options: WriteOptions) => {
      tellUnusedReporters(write, "a baseline");
      // --out, if given, is the directory of a relative path: the command writes no report.
      const path = write.getOptionValueSource("out") === "cli" ? within(options.out, file) : file;
      return runWrite(path, options, context);
    },
  );
  const compare = baseline
    .command("compare")
    .description("hold what a subject draws now, or a checkpoint, against a baseline, case by case as it was recorded")
    .argument("[file]", "the baseline", FILE);
  withCommonOptions(
    withSubjectOptions(withWeights(compare).option("--layout <layouts>", "of the checkpoint, as in audit")).addOption(
      new Option("--alpha <p>", "probability that unchanged laws fail the whole comparison")
        .default(1e-9)
        .argParser(probability),
    ),
  ).action((file: string, options: CompareWords) => runCompare(file, options, context));
}

const within = (directory: string, file: string): string => (isAbsolute(file) ? file : join(directory, file));

const withWeights = (command: Command): Command =>
  command
    .addOption(
      new Option(
        "--weights <path>",
        "a checkpoint instead of a subject: a file, folder, shard index or glob",
      ).conflicts(["subject", "command", "initializer", "shape", "as"]),
    )
    .option("--list", "say what it is about, case by case or tensor by tensor, and draw and write nothing");

/** The baseline is the only output: an interrupted run writes none. */
async function runWrite(file: string, options: WriteOptions, context: Context): Promise<void> {
  const prepare = () => prepareOut(dirname(file));
  const { weights, layout } = options;
  if (options.list) return printLines(await listed(options, context));
  const unit = weights === undefined ? "cases" : "tensors";
  const { text, subject, cases } = await (weights === undefined
    ? compute(
        { ...WRITING, request: { spec: subjectOf(options), ask: gateRequestOf(options, options.seed) } },
        options,
        context,
        prepare,
      )
    : compute({ ...CHECKPOINT_WRITING, request: { weights, ...given("layout", layout) } }, options, context, prepare));
  writeWhole(dirname(file), { [basename(file)]: text });
  if (options.json) await print(text);
  else if (!options.quiet) await print(`${oneLine(`${file}: ${cases} ${unit} of ${subject}`, 1000)}\n`);
}

function listed(options: WriteOptions, context: Context): Promise<readonly string[]> {
  const { weights, layout, seed } = options;
  if (weights === undefined) {
    const request = { spec: subjectOf(options), ask: gateRequestOf(options, seed) };
    return compute({ operation: "check list", request, unit: "cases" }, options, context);
  }
  const request = { files: [weights], claims: [], ...given("layout", layout), alpha: 1 };
  return compute({ operation: "audit list", request, unit: "tensors" }, options, context);
}

const WRITING = { operation: "baseline write", unit: "cases" } as const;
const CHECKPOINT_WRITING = { operation: "checkpoint write", unit: "tensors" } as const;

async function runCompare(file: string, options: CompareWords, context: Context): Promise<void> {
  const { weights, layout } = options;
  if (options.list) {
    const operation = weights === undefined ? ("baseline list" as const) : ("checkpoint list" as const);
    return printLines(await compute({ operation, request: { file }, unit: "cases" }, options, context));
  }
  if (weights !== undefined) {
    const about = { file, weights, ...given("layout", layout), alpha: options.alpha };
    return report("baseline", { operation: "checkpoint compare", request: about, unit: "tensors" }, options, context);
  }
  const request = { file, spec: subjectOf(options), alpha: options.alpha };
  return report("baseline", { operation: "baseline compare", request, unit: "cases" }, options, context);
}
