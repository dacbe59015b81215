/** `initgate propagate`: variance versus depth, measured and predicted. */
import { type Command, InvalidArgumentError, Option } from "commander";
import type { Parameters } from "../contract/initializer.js";
import type { Shard } from "../gate/shard.js";
import { activations } from "../propagation/activation/index.js";
import { architectureNames, blockNamed } from "../propagation/block/index.js";
import { widthsFor } from "../propagation/run/grid.js";
import { subjectNames } from "../subject/open.js";
import type { Context } from "./context.js";
import { fleetGiven, redisOption } from "./fleetOptions.js";
import { fileOption } from "./operation/fleet.js";
import type { RequestOf } from "./operation/index.js";
import {
  type CommonOptions,
  given,
  list,
  lists,
  oneOf,
  parameter,
  positive,
  probability,
  shardOption,
  withCommonOptions,
} from "./options.js";
import { report } from "./report.js";

interface PropagateCommandOptions extends CommonOptions {
  readonly subject: string;
  readonly command?: string;
  readonly python?: string;
  readonly weights?: readonly string[];
  readonly activations?: readonly string[];
  readonly layer?: readonly string[];
  readonly layout?: string;
  readonly initializer?: readonly string[];
  readonly param?: Parameters;
  readonly as?: string;
  readonly activation: readonly string[];
  readonly architecture?: string;
  readonly depth?: readonly number[];
  readonly width?: readonly string[];
  readonly coordCheck?: boolean;
  readonly after?: readonly string[];
  readonly nets: number;
  readonly precision?: number;
  readonly input: string;
  readonly sigmaB: number;
  readonly alpha: number;
  readonly shard?: Shard;
  readonly redis?: string;
}

export function addPropagate(program: Command, context: Context): void {
  const names = activations.map(({ name }) => name).join(", ");
  withCommonOptions(
    program
      .command("propagate")
      .description("variance versus depth: real networks against what their initializer predicts")
      .addOption(oneOf("--subject <name>", "who draws the weights", subjectNames).default("reference"))
      .addOption(new Option("--command <line>", "a program that speaks the subject protocol").conflicts("subject"))
      .option("--python <path>", "interpreter of the subjects that are Python programs (default: python3)")
      .addOption(
        new Option("--weights <files...>", "weights at rest instead, a network a file, or several comma-separated")
          .conflicts(["subject", "command", "initializer", "shard"])
          .argParser(lists),
      )
      .addOption(
        new Option("--activations <files...>", "activations of networks that were run, a network a file")
          .conflicts(["subject", "command", "initializer", "weights", "nets", "input", "depth", "shard"])
          .argParser(lists),
      )
      .option("--layer <patterns>", "names of the matrices in the files, in order, * for anything (default: *)", lists)
      .option("--layout <layout>", "io or oi: the layout of the matrices in the files")
      .option("--initializer <names>", "initializers, comma-separated (default: he_normal)", lists)
      .option("--param <k=v>", "a parameter of the initializers; may be repeated", parameter)
      .option("--as <name>", "predict by this contract")
      .option(
        "--activation <names>",
        `comma-separated, of ${names}, leaky_relu_<slope>; relu-relu-linear names every layer of one network`,
        list,
        ["relu"],
      )
      .option(
        "--architecture <name>",
        `kind of network, of ${architectureNames.join(", ")}, dropout_<rate> (default: mlp)`,
        architecture,
      )
      .option("--depth <n>", "layers; a comma list is a grid (default: 100, or as many as are named)", counts)
      .option(
        "--width <n>",
        "units a layer; a comma list is a grid, 784-512-10 all widths of one network (default: 256, or those of the files)",
        list,
      )
      .addOption(
        new Option(
          "--coord-check",
          "compare networks from width to width (default widths: 64,128,256,512, default depth: 10)",
        ).conflicts(["weights"]),
      )
      .addOption(
        new Option(
          "--after <files>",
          "with --coord-check: the networks of --activations after some steps of training, in the same order",
        )
          .conflicts(["weights", "as"])
          .argParser(lists),
      )
      .option("--nets <n>", "networks a curve", positive, 20)
      .addOption(
        new Option(
          "--precision <x>",
          "instead: so many networks that mean ln q and ln g have this standard error at most",
        )
          .conflicts(["nets", "weights", "activations"])
          .argParser(deviation),
      )
      .option("--input <file>", "gaussian, or a .npy file of inputs x features", "gaussian")
      .option("--sigma-b <sd>", "standard deviation of the biases", deviation, 0)
      .addOption(
        new Option("--alpha <p>", "probability that right networks are outside a band anywhere in the run")
          .default(1e-6)
          .argParser(probability),
      )
      .addOption(shardOption())
      .addOption(redisOption("hand the networks to the workers of a fleet; results do not depend on it")),
  ).action((options: PropagateCommandOptions) => runPropagate(options, context));
}

async function runPropagate(options: PropagateCommandOptions, context: Context): Promise<void> {
  const { weights, activations: dumps, layer, layout, param, as, input, activation, depth, redis } = options;
  const { initializer = ["he_normal"], width = dumps === undefined ? widthsFor(options.coordCheck) : [] } = options;
  const request: RequestOf<"propagate"> = {
    spec: { subject: options.subject, ...given("command", options.command), ...given("python", options.python) },
    ...{ initializers: initializer, activations: activation, widths: width },
    ...given("precision", options.precision),
    ...given("architecture", options.architecture),
    ...given("depths", depth),
    ...given("coordCheck", options.coordCheck),
    ...given("afterDumps", options.after),
    ...given("weights", weights),
    ...given("activationDumps", dumps),
    ...given("layers", layer),
    ...given("layout", layout),
    ...given("params", param),
    ...given("as", as),
    ...given("input", input === "gaussian" ? undefined : input),
    ...{ nets: options.nets, sigmaB: options.sigmaB, seed: options.seed, alpha: options.alpha },
    threads: options.threads,
    ...given("shard", options.shard),
    ...fleetGiven(redis),
  };
  const files = fileOption(request);
  if (redis !== undefined && files !== undefined)
    throw new Error(`propagate: --redis must stand without ${files}: files do not travel`);
  return report("propagate", { operation: "propagate", request, unit: "networks" }, options, context);
}

const counts = (words: string): readonly number[] => list(words).map(positive);

function architecture(word: string): string {
  try {
    return blockNamed(word).name;
  } catch (error) {
    throw new InvalidArgumentError((error as Error).message.replace(/^architecture: /, ""));
  }
}

function deviation(word: string): number {
  const value = word.trim() === "" ? Number.NaN : Number(word);
  if (!(value >= 0 && Number.isFinite(value))) throw new InvalidArgumentError(`must be a number >= 0, got ${word}`);
  return value;
}
