/** Peers from npm, found in the user's folder: each fills in the way that its users do. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { BenchSelection, BenchTask, Contender } from "./contender.js";

/** By initializer, a function that fills `n` elements. */
type Fills = Readonly<Record<string, (n: number) => unknown>>;

/** The part of a peer that is called; its own types are not installed here. */
interface Tensorflow {
  setBackend(name: string): Promise<boolean>;
  randomNormal(shape: readonly number[]): TensorflowTensor;
  randomUniform(shape: readonly number[]): TensorflowTensor;
  truncatedNormal(shape: readonly number[]): TensorflowTensor;
}
interface TensorflowTensor {
  data(): Promise<unknown>;
  dispose(): void;
}
interface Stdlib {
  default(n: number, mean: number, sd: number, options: { readonly dtype: string }): unknown;
}
interface D3 {
  randomNormal(): () => number;
  randomUniform(): () => number;
}

const heNormal = "he_normal";
const glorotUniform = "glorot_uniform";

function filled(n: number, draw: () => number): Float32Array {
  const out = new Float32Array(n);
  for (let i = 0; i < n; i++) out[i] = draw();
  return out;
}

/** The backend is chosen anew before every run: the wasm one is a second backend of the same module. */
async function tfjs(tf: Tensorflow, backend: string): Promise<Fills> {
  if (!(await tf.setBackend(backend))) throw new Error(`its ${backend} backend does not start`);
  const drawn = (make: (shape: readonly number[]) => TensorflowTensor) => async (n: number) => {
    await tf.setBackend(backend);
    const tensor = make([1000, n / 1000]);
    await tensor.data();
    tensor.dispose();
  };
  return {
    [heNormal]: drawn((shape) => tf.randomNormal(shape)),
    [glorotUniform]: drawn((shape) => tf.randomUniform(shape)),
    truncated_normal: drawn((shape) => tf.truncatedNormal(shape)),
  };
}

interface Peer {
  /** The package, and its name in the table. */
  readonly name: string;
  readonly as?: string;
  readonly fills: (folder: string) => Promise<Fills>;
}

/** The peers; one that takes seconds for a run is timed on the small size. */
export const PEERS: readonly Peer[] = [
  {
    name: "@tensorflow/tfjs",
    as: "tfjs-cpu",
    fills: async (folder) => tfjs(await load<Tensorflow>("@tensorflow/tfjs", folder), "cpu"),
  },
  {
    name: "@tensorflow/tfjs-backend-wasm",
    as: "tfjs-wasm",
    fills: async (folder) => {
      await load("@tensorflow/tfjs-backend-wasm", folder);
      return tfjs(await load<Tensorflow>("@tensorflow/tfjs", folder), "wasm");
    },
  },
  {
    name: "@stdlib/random-array-normal",
    fills: async (folder) => {
      const { default: normal } = await load<Stdlib>("@stdlib/random-array-normal", folder);
      return { [heNormal]: (n) => normal(n, 0, 1, { dtype: "float32" }) };
    },
  },
  {
    name: "d3-random",
    fills: async (folder) => {
      const { randomNormal, randomUniform } = await load<D3>("d3-random", folder);
      return {
        [heNormal]: (n) => filled(n, randomNormal()),
        [glorotUniform]: (n) => filled(n, randomUniform()),
      };
    },
  },
];

const LARGEST = 1e6;

/** The peers that `folder` has, and the names of those that it has not. */
export async function javascriptContenders(
  folder: string,
  { sizes }: BenchSelection,
): Promise<{ readonly contenders: readonly Contender[]; readonly absent: readonly string[] }> {
  const contenders: Contender[] = [];
  const absent: string[] = [];
  for (const { name, as = name, fills } of PEERS) {
    try {
      const fill = await fills(folder);
      const tasks = Object.entries(fill).flatMap(([initializer, run]) =>
        sizes.filter((n) => n <= LARGEST).map((elements): BenchTask => taskOf(initializer, elements, run)),
      );
      contenders.push({ implementation: as, version: versionOf(pathOf(name, folder), name), tasks });
    } catch (error) {
      absent.push(`${as}: ${(error as Error).message.split("\n")[0]}`);
    }
  }
  return { contenders, absent };
}

const taskOf = (initializer: string, elements: number, fill: (n: number) => unknown): BenchTask => ({
  ...{ initializer, elements, threads: 1 },
  async run() {
    await fill(elements);
    return undefined;
  },
});

const pathOf = (name: string, folder: string): string => createRequire(resolve(folder, "package.json")).resolve(name);

const load = <Module>(name: string, folder: string): Promise<Module> =>
  import(pathToFileURL(pathOf(name, folder)).href) as Promise<Module>;

/** The version in the package.json above the file to which the name resolved. */
function versionOf(path: string, name: string): string {
  for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) {
    try {
      const found = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
      if (found.name === name) return found.version;
    } catch {
      // the folder above
    }
  }
  return "";
}
