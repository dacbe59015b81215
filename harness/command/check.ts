/** `initgate check`: gates a subject. */
import { type Command, Option } from "commander";
import type { Dtype } from "../format/dtype.js";
import { dtypes } from "../format/dtype.js";
import { gate } from "../gate.js";
import type { Parameters } from "../initializer.js";
import { worst } from "../record/index.js";
import { subjectNames } from "../subject/open.js";
import type { Context } from "./context.js";
import {
  type CommonOptions,
  given,
  lists,
  parameter,
  positive,
  probability,
  shapes,
  withCommonOptions,
} from "./options.js";
import { progressBar } from "./progress.js";

interface CheckOptions extends CommonOptions {
  readonly subject: string;
  readonly command?: string;
  readonly python?: string;
  readonly initializer?: readonly string[];
  readonly shape?: readonly (readonly number[])[];
  readonly layout?: string;
  readonly groups?: number;
  readonly param?: Parameters;
  readonly as?: string;
  readonly dtype: Dtype;
  readonly samples?: number;
  readonly alpha: number;
  readonly fresh?: boolean;
}

export function addCheck(program: Command, context: Context): void {
  withCommonOptions(
    program
      .command("check", { isDefault: false })
      .description("gate a subject: does every initializer follow the law it documents?")
      .addOption(new Option("--subject <name>", "implementation under test").choices(subjectNames).default("reference"))
      .addOption(new Option("--command <line>", "a program that speaks the subject protocol").conflicts("subject"))
      .option("--python <path>", "interpreter of the subjects that are Python programs (default: python3)")
      .option("--initializer <names>", "initializers, comma-separated (default: all that the subject has)", lists)
      .option(
        "--shape <shapes>",
        "shapes, comma-separated, such as 300x500,3x3x5x7 (default: chosen for power)",
        shapes,
      )
      .option("--layout <layout>", "one letter an axis: i inputs, o outputs, g blocks; a comma list is matched by axes")
      .option("--groups <n>", "size of a g that is packed into another axis", positive)
      .option("--param <k=v>", "a parameter of the initializer; may be repeated", parameter)
      .option("--as <name>", "judge by this contract")
      .addOption(new Option("--dtype <dtype>", "type of the entries").choices(dtypes).default("float32"))
      .option("--samples <n>", "entries a case (small shapes are pooled)", positive)
      .addOption(
        new Option("--alpha <p>", "probability that a correct subject fails the whole run")
          .default(1e-9)
          .argParser(probability),
      )
      .option("--fresh", "draw a new seed, and print it"),
  ).action((options: CheckOptions) => runCheck(options, context));
}

async function runCheck(options: CheckOptions, context: Context): Promise<void> {
  const seed = options.fresh ? crypto.getRandomValues(new Uint32Array(1))[0]! : options.seed;
  const progress = progressBar(options);
  const record = await gate(
    {
      spec: { subject: options.subject, ...given("command", options.command), ...given("python", options.python) },
      ...given("initializers", options.initializer),
      ...given("shapes", options.shape),
      ...given("layout", options.layout),
      ...given("groups", options.groups),
      ...given("params", options.param),
      ...given("as", options.as),
      ...given("samples", options.samples),
      dtype: options.dtype,
      seed,
      alpha: options.alpha,
      threads: options.threads,
      onResult: progress.update,
    },
    context.around,
  ).finally(progress.stop);
  context.publish(record, options);
  context.exit(worst(record.results.map(({ verdict }) => verdict)));
}
