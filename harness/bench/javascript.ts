/** Peers from npm, found in the user's own folder: each fills as its users fill. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { BenchTask, Contender, Wanted } from "./contender.js";

/** A fill of so many elements, given the peer's module. */
// biome-ignore lint/suspicious/noExplicitAny: the peers' own types are not installed here.
type Fills = (peer: any, folder: string) => Promise<Readonly<Record<string, (n: number) => unknown>>>;

const heNormal = "he_normal";
const glorotUniform = "glorot_uniform";

function filled(n: number, draw: () => number): Float32Array {
  const out = new Float32Array(n);
  for (let i = 0; i < n; i++) out[i] = draw();
  return out;
}

/** The backend is chosen anew before every run: the wasm one is a second backend of the same module. */
// biome-ignore lint/suspicious/noExplicitAny: as above.
async function tfjs(tf: any, backend: string): ReturnType<Fills> {
  if (!(await tf.setBackend(backend))) throw new Error(`its ${backend} backend does not start`);
  const drawn =
    (make: (shape: [number, number]) => { data(): Promise<unknown>; dispose(): void }) =>
    async (n: number): Promise<void> => {
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

/** Package, how it is called in the table, and what it fills. A peer that takes seconds a run is timed on the small size. */
export const PEERS: readonly { readonly name: string; readonly as?: string; readonly fills: Fills }[] = [
  { name: "@tensorflow/tfjs", as: "tfjs-cpu", fills: (tf) => tfjs(tf, "cpu") },
  {
    name: "@tensorflow/tfjs-backend-wasm",
    as: "tfjs-wasm",
    fills: async (_, folder) => tfjs(await load("@tensorflow/tfjs", folder), "wasm"),
  },
  {
    name: "@stdlib/random-array-normal",
    fills: async ({ default: normal }) => ({ [heNormal]: (n) => normal(n, 0, 1, { dtype: "float32" }) }),
  },
  {
    name: "d3-random",
    fills: async ({ randomNormal, randomUniform }) => ({
      [heNormal]: (n) => filled(n, randomNormal()),
      [glorotUniform]: (n) => filled(n, randomUniform()),
    }),
  },
];

const LARGEST = 1e6;

/** The peers that `folder` has, and the names of those that it has not. */
export async function javascriptContenders(
  folder: string,
  { sizes }: Wanted,
): Promise<{ readonly contenders: readonly Contender[]; readonly absent: readonly string[] }> {
  const contenders: Contender[] = [];
  const absent: string[] = [];
  for (const { name, as = name, fills } of PEERS) {
    try {
      const fill = await fills(await load(name, folder), folder);
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

// biome-ignore lint/suspicious/noExplicitAny: as above.
const load = (name: string, folder: string): Promise<any> => import(pathToFileURL(pathOf(name, folder)).href);

/** From the package.json above the file that the name resolved to. */
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
