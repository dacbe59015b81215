/** Options of every command that asks a subject for weights, and what they mean. */
import { type Command, Option } from "commander";
import type { Parameters } from "../contract/initializer.js";
import type { GateRequest } from "../gate/resolveRequest.js";
import { subjectNames } from "../subject/open.js";
import type { SubjectSpec } from "../subject/spec.js";
import { type Dtype, dtypes } from "../weights/dtype.js";
import { given, lists, oneOf, parameter, positive, shapes } from "./options.js";

export interface SubjectOptionValues {
  readonly subject: string;
  readonly command?: string;
  readonly python?: string;
  readonly timeout?: number;
}

export interface GateOptionValues {
  readonly initializer?: readonly string[];
  readonly exclude?: readonly string[];
  readonly shape?: readonly (readonly number[])[];
  readonly layout?: string;
  readonly groups?: number;
  readonly fanIn?: number;
  readonly fanOut?: number;
  readonly param?: Parameters;
  readonly as?: string;
  readonly dtype: Dtype;
  readonly samples?: number;
}

export function withSubjectOptions(command: Command): Command {
  return command
    .addOption(oneOf("--subject <name>", "implementation under test", subjectNames).default("reference"))
    .addOption(new Option("--command <line>", "a program that speaks the subject protocol").conflicts("subject"))
    .option("--python <path>", "interpreter of the subjects that are Python programs (default: python3)")
    .option("--timeout <seconds>", "time that a program may take for an answer (default: 60)", positive);
}

export function withGateOptions(command: Command): Command {
  return command
    .option(
      "--initializer <names>",
      "names, globs, names with parameters, comma-separated: he_*,random_normal(stddev=0.02) (default: all that the subject has)",
      lists,
    )
    .option("--exclude <names>", "names and globs to leave out, comma-separated", lists)
    .option("--shape <shapes>", "shapes, comma-separated, such as 300x500,3x3x5x7 (default: chosen for power)", shapes)
    .option(
      "--layout <layout>",
      "one letter for each axis: i inputs, o outputs, g blocks; a comma list is matched by axes",
    )
    .option("--groups <n>", "size of a g that is packed into another axis", positive)
    .option("--fan-in <n>", "a fan that the shape does not show: of the whole of which it is a shard", positive)
    .option("--fan-out <n>", "the same for outputs", positive)
    .option("--param <k=v>", "a parameter of the initializer; may be repeated", parameter)
    .option("--as <contract>", "judge by this contract, such as random_normal(stddev=0.02)")
    .addOption(oneOf("--dtype <dtype>", "type of the entries", dtypes).default("float32"))
    .option("--samples <n>", "entries a case (small shapes are pooled)", positive);
}

export const subjectOf = ({ subject, command, python, timeout }: SubjectOptionValues): SubjectSpec => ({
  subject,
  ...given("timeout", timeout),
  ...given("command", command),
  ...given("python", python),
});

export const gateRequestOf = (options: GateOptionValues, seed: number): GateRequest => ({
  ...given("initializers", options.initializer),
  ...given("exclude", options.exclude),
  ...given("shapes", options.shape),
  ...given("layout", options.layout),
  ...given("groups", options.groups),
  ...given("fanIn", options.fanIn),
  ...given("fanOut", options.fanOut),
  ...given("params", options.param),
  ...given("as", options.as),
  ...given("samples", options.samples),
  dtype: options.dtype,
  seed,
});
