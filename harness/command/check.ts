/** `initgate check`: gates a subject. */
import { type Command, Option } from "commander";
import type { Shard } from "../gate/shard.js";
import { compute } from "./compute.js";
import type { Context } from "./context.js";
import { fleetGiven, redisOption } from "./fleetOptions.js";
import { type CommonOptions, given, positive, probability, shardOption, withCommonOptions } from "./options.js";
import { printLines } from "./output.js";
import { report } from "./report.js";
import {
  type GateOptionValues,
  gateRequestOf,
  type SubjectOptionValues,
  subjectOf,
  withGateOptions,
  withSubjectOptions,
} from "./subjectOptions.js";

interface CheckWords extends CommonOptions, SubjectOptionValues, GateOptionValues {
  readonly alpha: number;
  readonly fresh?: boolean;
  readonly bail?: number;
  readonly list?: boolean;
  readonly shard?: Shard;
  readonly redis?: string;
}

export function addCheck(program: Command, context: Context): void {
  const command = program
    .command("check", { isDefault: false })
    .description("gate a subject: does every initializer follow the law it documents?");
  withCommonOptions(
    withGateOptions(withSubjectOptions(command))
      .addOption(
        new Option("--alpha <p>", "probability that a correct subject fails the whole run")
          .default(1e-9)
          .argParser(probability),
      )
      .option("--fresh", "draw a new seed, and print it")
      .option("--bail <n>", "end the run after so many failures", positive)
      .addOption(shardOption())
      .addOption(redisOption("hand the cases to the workers of a fleet; results do not depend on it"))
      .option("--list", "say what would run, and draw nothing"),
  ).action((options: CheckWords) => runCheck(options, context));
}

async function runCheck(options: CheckWords, context: Context): Promise<void> {
  const seed = options.fresh ? crypto.getRandomValues(new Uint32Array(1))[0]! : options.seed;
  const ask = gateRequestOf(options, seed);
  const spec = subjectOf(options);
  if (options.list) {
    const job = { operation: "check list", request: { spec, ask }, unit: "names" } as const;
    return printLines(await compute(job, options, context));
  }
  const { alpha, threads, redis } = options;
  const request = {
    ...{ spec, ...ask, alpha, threads },
    ...{ ...given("bail", options.bail), ...given("shard", options.shard), ...fleetGiven(redis) },
  };
  return report("check", { operation: "check", request, unit: "cases" }, options, context);
}
