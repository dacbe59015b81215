/** NumPy, SciPy and PyTorch, timed inside their interpreter by a program of ours. */
import { requirePackageFile } from "../machine/packageFile.js";
import { startProcess, withTimeout } from "../subject/process.js";
import { readObject } from "../subject/processLine.js";
import { linearAlgebraThreads } from "../subject/pythonEnvironment.js";
import { quoteJson } from "../weights/json.js";
import { oneLine } from "../weights/oneLine.js";
import type { BenchSelection, BenchTask, Contender } from "./contender.js";
import { EXPERIMENT, FILLS, ORTHOGONAL, PRODUCTS } from "./reference.js";

/** Spinning OpenMP threads would slow PyTorch down on few cores, and make the comparison unfair. */
export const PYTHON_SETTINGS = { OMP_WAIT_POLICY: "passive" };

/** Libraries of linear algebra have threads of their own, of which torch.set_num_threads knows nothing. */
export const pythonEnvironment = (threads: number): NodeJS.ProcessEnv => ({
  ...process.env,
  ...PYTHON_SETTINGS,
  ...linearAlgebraThreads(threads),
});

type TimingAnswer = Readonly<Record<string, unknown>>;

/** Importing PyTorch takes seconds on a slow disk; the longest task takes a minute on a slow machine. */
const DESCRIBE_MS = 120_000;
const TIMING_MS = 900_000;
const GRACE_MS = 1_000;

/** The names that the program may give: others have no tasks. */
const LIBRARIES = ["numpy", "scipy", "torch", "torch-float64"];

/**
 * One contender for each library that the interpreter has. For each number of threads they share one process, which
 * ends with the last contender.
 */
export async function pythonContenders(python: string, wanted: BenchSelection): Promise<readonly Contender[]> {
  const talks = new Map<number, Promise<Talk>>();
  const talk = (threads: number): Promise<Talk> => {
    const open = talks.get(threads) ?? openTalk(python, threads);
    talks.set(threads, open);
    return open;
  };
  const close = async (): Promise<void> => {
    for (const one of talks.values()) await (await one).close();
    talks.clear();
  };
  try {
    const libraries = await (await talk(1)).ask({ describe: true }, DESCRIBE_MS);
    return LIBRARIES.filter((library) => Object.hasOwn(libraries, library)).map((library) => ({
      implementation: library,
      version: oneLine(String(libraries[library])),
      tasks: tasksOf(library, wanted).map((task) => ({
        ...task,
        run: async () => timed(await talk(task.threads), library, task),
      })),
      close,
    }));
  } catch (error) {
    await close().catch(() => {});
    throw error;
  }
}

interface Talk {
  /** @throws Error of one line, after which the process is gone */
  readonly ask: (request: object, timeoutMs: number) => Promise<TimingAnswer>;
  readonly close: () => Promise<void>;
}

/** The same bounds as for a subject: on time, on the length of a line, on what is kept of stderr. */
async function openTalk(python: string, threads: number): Promise<Talk> {
  const child = await startProcess(
    [python, requirePackageFile("harness/bench/adapters/bench.py")],
    pythonEnvironment(threads),
  );
  const ask = async (request: object, timeoutMs: number): Promise<TimingAnswer> => {
    child.write(`${JSON.stringify(request)}\n`);
    try {
      const answer = await withTimeout(timeoutMs, readObject(child.output));
      if (answer !== undefined) return answer;
      throw new Error(`must answer within ${timeoutMs / 1000} s, got no answer`);
    } catch (error) {
      await child.stop(0);
      const said = child.lastWords();
      throw new Error(`bench: the Python interpreter ${(error as Error).message}${said && `; stderr: ${said}`}`);
    }
  };
  return { ask, close: () => child.stop(GRACE_MS) };
}

async function timed({ ask }: Talk, library: string, { initializer, elements, threads }: Named): Promise<number> {
  const { ns, error } = await ask({ library, task: initializer, elements, threads }, TIMING_MS);
  if (typeof ns === "number" && ns > 0) return ns;
  throw new Error(`bench: ${library} must time ${initializer}, got ${quoteJson(error ?? ns)}`);
}

type Named = Omit<BenchTask, "run">;

function tasksOf(library: string, { sizes, whole, threads }: BenchSelection): readonly Named[] {
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
