/** `initgate worker`: carries out the jobs of coordinators until a signal ends it. */
import { availableParallelism, hostname } from "node:os";
import { type Command, InvalidArgumentError, Option } from "commander";
import { placeOf } from "../fleet/address.js";
import { LOCK_SECONDS } from "../fleet/queue.js";
import { usefulThreads } from "../machine/bounds.js";
import { subjectNames } from "../subject/open.js";
import type { SubjectSpec } from "../subject/spec.js";
import type { Context } from "./context.js";
import { fleetAt, redisOption } from "./fleetOptions.js";
import { exitOf, listenForSignals } from "./interruption.js";
import { tell } from "./message.js";
import { given, positive } from "./options.js";

interface WorkerWords {
  readonly redis: string;
  readonly threads: number;
  readonly name: string;
  readonly subject: readonly string[];
  readonly command?: readonly string[];
  readonly python?: string;
  readonly lock: number;
  readonly limit: number;
  readonly quiet?: boolean;
}

const LIMIT_SECONDS = 3600;

export function addWorker(program: Command, context: Context): void {
  program
    .command("worker")
    .description("join a fleet: do the jobs that runs with --redis hand out")
    .addOption(redisOption("Redis of the fleet: redis://host:port, or rediss:// for TLS").makeOptionMandatory())
    .addOption(
      new Option("--threads <n>", "jobs at once")
        .default(availableParallelism(), "available cores")
        .argParser((word) => usefulThreads(positive(word))),
    )
    .addOption(
      new Option("--name <name>", "what it calls itself")
        .default(
          `${hostname()
            .replaceAll(/[^\w.-]/g, "-")
            .slice(0, 60)}-${process.pid}`,
          "host and process id",
        )
        .argParser(workerName),
    )
    .addOption(
      new Option("--subject <names...>", "built-in subjects that it may draw from")
        .choices(subjectNames)
        .default(["reference"], "reference"),
    )
    .addOption(
      new Option("--command <line>", "a program that it may run; may be repeated. No job brings one").argParser(
        (line: string, before: readonly string[] | undefined) => [...(before ?? []), line],
      ),
    )
    .option("--python <path>", "interpreter of the subjects that are Python programs (default: python3)")
    .addOption(
      new Option("--lock <seconds>", "silence after which its jobs are given to another")
        .default(LOCK_SECONDS)
        .argParser(positive),
    )
    .addOption(new Option("--limit <seconds>", "time that a job may take").default(LIMIT_SECONDS).argParser(positive))
    .option("--quiet", "say only what goes wrong")
    .action((words: WorkerWords) => work(words, context));
}

function workerName(word: string): string {
  if (!/^[\w.-]{1,80}$/.test(word))
    throw new InvalidArgumentError("must be letters, digits, dots, dashes and underscores");
  return word;
}

/** The subjects that a job may name. */
function subjectsOf({ subject, command = [], python }: WorkerWords): readonly SubjectSpec[] {
  const builtIn = [...new Set(subject)].map((name) => ({ subject: name, ...given("python", python) }));
  return [...builtIn, ...[...new Set(command)].map((line) => ({ subject: "reference", command: line }))];
}

async function work(words: WorkerWords, { version, jobThread }: Context): Promise<void> {
  const { serve } = await import("../fleet/serve.js");
  const { name, threads, lock, limit } = words;
  const address = fleetAt(words.redis);
  const say = (line: string): void => void (words.quiet || tell(line));
  const interruption = listenForSignals();
  const starting = serve({
    ...{ address, name, threads, lock, limit, version },
    subjects: subjectsOf(words),
    thread: jobThread,
    say: tell,
  });
  // A server may take long to answer. A signal before that ends the program at once, since no job is running yet.
  const serving = await Promise.race([starting, interruption.signal]);
  if (typeof serving === "string") process.exit(exitOf(serving));
  say(`worker ${name}: serves ${placeOf(address)} with ${threads} ${threads === 1 ? "thread" : "threads"}`);
  const signal = await interruption.signal;
  say(`worker ${name}: ${signal}: takes no more jobs, and ends with those under way; again to end at once`);
  await serving.drain();
  say(`worker ${name}: answered ${serving.count()} jobs`);
  process.exit(exitOf(signal));
}
