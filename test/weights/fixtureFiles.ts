/** Files that real libraries made, each with what its library reads from it: fixtures/make.py writes both. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { openWeights } from "../../harness/weights/openWeights.js";

export const FIXTURES = join(import.meta.dirname, "fixtures");

interface Expected {
  readonly library: string;
  readonly tensors: Readonly<Record<string, { readonly shape: readonly number[]; readonly values: string }>>;
  readonly integers: readonly string[];
}

/** Files and folders below `folder` beside which lies what their library reads. */
export function madeFiles(folder: string): readonly string[] {
  const found = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".json"));
  return found
    .map((name) => name.slice(0, -".json".length))
    .filter((name) => existsSync(join(folder, name)))
    .sort();
}

export const expectedOf = (path: string): Expected => JSON.parse(readFileSync(`${path}.json`, "utf8")) as Expected;

/** Shapes and values, as the library reads them; from the file by `openWeights`, whole and in pieces. */
export interface Held {
  readonly tensors: Readonly<Record<string, { readonly shape: readonly number[]; readonly values: readonly number[] }>>;
  readonly integers: readonly string[];
  readonly others: readonly string[];
}

export function heldByLibrary(path: string): Held {
  const { tensors, integers } = expectedOf(path);
  const decoded = Object.entries(tensors).map(([name, { shape, values }]) => {
    const bytes = Uint8Array.from(Buffer.from(values, "base64"));
    return [name, { shape, values: [...new Float64Array(bytes.buffer)] }] as const;
  });
  return { tensors: Object.fromEntries(decoded), integers, others: [] };
}

export async function heldByUs(path: string): Promise<Held & { readonly pieces: Readonly<Record<string, number>> }> {
  const weights = await openWeights(path);
  try {
    const tensors: Record<string, { shape: readonly number[]; values: number[] }> = {};
    const pieces: Record<string, number> = {};
    const integers: string[] = [];
    const others: string[] = [];
    for (const entry of weights.entries) {
      if (entry.unsupported !== undefined) {
        if (entry.integers === true) integers.push(entry.name);
        else others.push(`${entry.name}: ${entry.unsupported}`);
        continue;
      }
      const { shape, data } = await weights.load(entry.name);
      tensors[entry.name] = { shape, values: [...data] };
      pieces[entry.name] = 0;
      for await (const piece of weights.pieces(entry.name)) pieces[entry.name]! += piece.length;
    }
    return { tensors, integers: integers.sort(), others, pieces };
  } finally {
    await weights.close();
  }
}
