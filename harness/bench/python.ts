/** NumPy, SciPy and PyTorch, timed inside their interpreter by a program of ours. */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { BenchTask, Contender, Wanted } from "./contender.js";
import { EXPERIMENT, FILLS, ORTHOGONAL, PRODUCTS } from "./reference.js";

/** Spinning OpenMP threads would slow PyTorch down on few cores, and flatter us. */
export const PYTHON_SETTINGS = { OMP_WAIT_POLICY: "passive" };

/** Libraries of linear algebra have threads of their own, of which torch.set_num_threads knows nothing. */
export const pythonEnvironment = (threads: number): NodeJS.ProcessEnv => ({
  ...process.env,
  ...PYTHON_SETTINGS,
  OPENBLAS_NUM_THREADS: String(threads),
  MKL_NUM_THREADS: String(threads),
});

type Ask = (request: object) => Promise<Readonly<Record<string, unknown>>>;

/** One contender a library that the interpreter has; they share a process a number of threads, which end with the last. */
export async function pythonContenders(python: string, wanted: Wanted): Promise<readonly Contender[]> {
  const talks = new Map<number, Talk>();
  const talk = (threads: number): Talk => {
    const open = talks.get(threads) ?? openTalk(python, threads);
    talks.set(threads, open);
    return open;
  };
  const libraries = await talk(1).ask({ describe: true });
  return Object.entries(libraries).map(([library, version]) => ({
    implementation: library,
    version: String(version),
    tasks: tasksOf(library, wanted).map((task) => ({
      ...task,
      run: () => timed(talk(task.threads).ask, library, task),
    })),
    close: () => {
      for (const { close } of talks.values()) close();
    },
  }));
}

interface Talk {
  readonly ask: Ask;
  close(): void;
}

function openTalk(python: string, threads: number): Talk {
  const child = spawn(python, [adapter()], {
    stdio: ["pipe", "pipe", "inherit"],
    env: pythonEnvironment(threads),
  });
  return { ask: conversation(child), close: () => child.stdin?.end() };
}

async function timed(ask: Ask, library: string, { initializer, elements, threads }: Named): Promise<number> {
  const { ns, error } = await ask({ library, task: initializer, elements, threads });
  if (typeof ns !== "number") throw new Error(`bench: ${library} must time ${initializer}, got ${error}`);
  return ns;
}

type Named = Omit<BenchTask, "run">;

function tasksOf(library: string, { sizes, whole, threads }: Wanted): readonly Named[] {
  const each = (initializer: string): Named[] => sizes.map((elements) => ({ initializer, elements, threads: 1 }));
  const orthogonal = { initializer: "orthogonal", elements: ORTHOGONAL ** 2, threads: 1 };
  const products = { initializer: "products", elements: PRODUCTS.vectors * PRODUCTS.width ** 2, threads: 1 };
  if (library === "torch-float64") return [products];
  if (library === "scipy") return each("kolmogorov_smirnov");
  if (library === "numpy") return [...["he_normal", "glorot_uniform", "moments"].flatMap(each), orthogonal];
  const { depth, width, nets } = EXPERIMENT;
  const propagation = { initializer: "propagation", elements: depth * width * width * nets, threads };
  return [...FILLS.flatMap(each), orthogonal, products, ...(whole ? [propagation] : [])];
}

/** Requests are answered in order, a line each; a process that ends leaves an error for whoever waits. */
function conversation(child: ChildProcess): Ask {
  const waiting: { resolve(line: string): void; reject(error: Error): void }[] = [];
  let ended: Error | undefined;
  const end = (why: string): void => {
    ended = new Error(`bench: the Python interpreter must answer, got ${why}`);
    for (const { reject } of waiting.splice(0)) reject(ended);
  };
  createInterface({ input: child.stdout! }).on("line", (line) => waiting.shift()?.resolve(line));
  child.on("error", (error) => end(error.message));
  child.on("close", (code) => end(`exit code ${code}`));
  child.stdin!.on("error", () => {});
  return async (request) => {
    if (ended) throw ended;
    const line = await new Promise<string>((resolve, reject) => {
      waiting.push({ resolve, reject });
      child.stdin!.write(`${JSON.stringify(request)}\n`);
    });
    return JSON.parse(line);
  };
}

/** Beside the sources, or where the package keeps it when this file is a built one. */
function adapter(): string {
  const places = ["./adapters/bench.py", "../../../harness/bench/adapters/bench.py"];
  const found = places.map((place) => fileURLToPath(new URL(place, import.meta.url))).find(existsSync);
  if (found === undefined) throw new Error("bench: the adapter bench.py must lie in the package, got none");
  return found;
}
