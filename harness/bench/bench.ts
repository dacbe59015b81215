/**
 * Times contenders side by side: in every round each task runs once, so that other work of the machine slows all of
 * them alike. Fills are compared to the memory fill of the same size and rounds.
 */
import { cpus } from "node:os";
import { Bench } from "tinybench";
import type { BenchRecord, BenchRow } from "../record/index.js";
import type { Surroundings } from "../subject/open.js";
import type { BenchSelection, BenchTask, Contender } from "./contender.js";
import { javascriptContenders } from "./javascript.js";
import { median } from "./median.js";
import { PYTHON_SETTINGS, pythonContenders } from "./python.js";
import { MEMORY_FILL, memoryFill, reference } from "./reference.js";

export interface BenchOptions {
  readonly quick: boolean;
  readonly runs: number;
  readonly threads: number;
  readonly python: string;
  /** The folder whose node_modules hold the peers. */
  readonly peers: string;
  readonly onRound?: (task: unknown, done: number, of: number) => void;
}

export async function bench(
  options: BenchOptions,
  around: Surroundings & { readonly thread?: URL },
): Promise<BenchRecord> {
  const wanted: BenchSelection = {
    sizes: options.quick ? [1e6] : [1e6, 1.6e7],
    whole: !options.quick,
    threads: options.threads,
  };
  const npm = await javascriptContenders(options.peers, wanted);
  const absent = [...npm.absent];
  const python = await pythonContenders(options.python, wanted).catch((error: Error) => {
    absent.push(`python: ${error.message}`);
    return [];
  });
  const contenders = [memoryFill(wanted), reference(wanted, around), ...npm.contenders, ...python];
  try {
    return { rows: await rowsOf(contenders, options), environment: environment(), absent };
  } finally {
    for (const contender of contenders) await contender.close?.();
  }
}

interface Entry {
  readonly contender: Contender;
  readonly task: BenchTask;
  readonly nanoseconds: number[];
}

/** A task that takes longer than this is run less often, but three times at least. */
const LONG = 2e9;
const FEWEST = 3;
const WARM = 3e8;
/** A shorter task runs once untimed in every round, because engines and caches forget it while the others run. */
const SHORT = 1e8;

async function rowsOf(contenders: readonly Contender[], { runs, onRound }: BenchOptions): Promise<BenchRow[]> {
  const entries = contenders.flatMap((contender) =>
    contender.tasks.map((task): Entry => ({ contender, task, nanoseconds: [] })),
  );
  for (const { task } of entries) await warmUp(task);
  for (let round = 0; round < runs; round++) {
    const due = entries.filter(({ nanoseconds }) => round < FEWEST || nanoseconds.at(-1)! < LONG);
    for (const { task, nanoseconds } of due) {
      if ((nanoseconds.at(-1) ?? 0) < SHORT) await once(task);
      nanoseconds.push(await once(task));
    }
    onRound?.(undefined, round + 1, runs);
  }
  return entries.map((entry) => rowOf(entry, entries));
}

/**
 * Runs a task before it is timed, so that engines compile it and memory is allocated: once if it is long, many times if
 * it is short.
 */
async function warmUp(task: BenchTask): Promise<void> {
  let spent = 0;
  while (spent < WARM) spent += await once(task);
}

/** One run through tinybench; a task that keeps its own time overrides the clock. */
async function once(task: BenchTask): Promise<number> {
  const bench = new Bench({ iterations: 1, time: 0, warmup: false, throws: true, retainSamples: true });
  bench.add("run", async () => {
    const own = await task.run();
    return own === undefined ? undefined : { overriddenDuration: own / 1e6 };
  });
  await bench.run();
  const result = bench.tasks[0]!.result;
  if (!("latency" in result)) throw new Error(`bench: ${task.initializer} must run, got ${result.state}`);
  return result.latency.mean * 1e6;
}

function rowOf({ contender, task, nanoseconds }: Entry, entries: readonly Entry[]): BenchRow {
  const fill = entries.find((one) => one.task.initializer === MEMORY_FILL && one.task.elements === task.elements);
  return {
    implementation: contender.implementation,
    implementationVersion: contender.version,
    initializer: task.initializer,
    elements: task.elements,
    threads: task.threads,
    samples: nanoseconds.map((ns) => ns / task.elements),
    ratioToMemoryFill: fill === undefined ? null : median(nanoseconds) / median(fill.nanoseconds),
  };
}

function environment(): Readonly<Record<string, string>> {
  const processors = cpus();
  return {
    processor: processors[0]?.model ?? "unknown",
    cores: String(processors.length),
    node: process.version,
    ...PYTHON_SETTINGS,
  };
}
