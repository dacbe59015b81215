/** The layers of one network from a file of weights. */

import { formatShape, layoutFor } from "../../contract/layout.js";
import { matches } from "../../contract/pattern.js";
import { openWeights, type WeightEntry } from "../../weights/openWeights.js";
import { weightNames } from "../../weights/weightNames.js";
import type { LayerBiases } from "../network/simulate.js";
import type { LayerWeights } from "../network/weights.js";
import { inputsFirst, MOST_ENTRIES } from "./subjectWeights.js";

export interface Dump {
  readonly widths: readonly number[];
  readonly weights: LayerWeights;
  /** The biases of the matrices; absent if all are zero. */
  readonly biases?: LayerBiases;
  /** Names of the tensors that do not belong to the network. */
  readonly leftOut: readonly string[];
}

interface WeightMatrix {
  readonly name: string;
  readonly shape: readonly [number, number];
}

const NATURAL = new Intl.Collator("en", { numeric: true });

/**
 * Reads the matrices whose names match one of the patterns, in which * stands for anything: pattern after pattern, and
 * names of one pattern in their natural order (2 before 10). Each must take as many inputs as the one before has outputs.
 *
 * @throws Error of one line for a file that cannot be read or holds no such chain
 */
export async function readDump(path: string, patterns: readonly string[], layout?: string): Promise<Dump> {
  const file = await openWeights(path);
  try {
    const list = layoutFor([1, 1], layout ?? file.layouts);
    const chain = chained(path, matricesOf(file.entries, patterns, list));
    const entries = chain.reduce((sum, { shape: [i, o] }) => sum + i * o, 0);
    if (entries > MOST_ENTRIES) throw new Error(`${path}: must have at most ${MOST_ENTRIES} weights, got ${entries}`);
    const layers: Float32Array[] = [];
    for (const { name } of chain) layers.push(inputsFirst(await file.load(name), list));
    const widths = [chain[0]!.shape[0], ...chain.map(({ shape }) => shape[1])];
    const beside = chain.map((matrix) => file.entries.find((entry) => isBiasOf(entry, matrix))?.name);
    const biases: (Float64Array | null)[] = [];
    for (const name of beside) biases.push(name === undefined ? null : Float64Array.from((await file.load(name)).data));
    const used = new Set([...chain.map(({ name }) => name), ...beside]);
    const leftOut = file.entries.map(({ name }) => name).filter((name) => !used.has(name));
    const dump = { widths, weights: (layer: number) => layers[layer - 1]!, leftOut };
    const hasBiases = biases.some((bias) => bias?.some((b) => b !== 0) === true);
    return hasBiases ? { ...dump, biases: (layer) => biases[layer - 1]! } : dump;
  } finally {
    await file.close();
  }
}

/**
 * Whether the entry is the bias of the matrix, with one number for each output: `fc.bias` of `fc.weight` or `fc`,
 * `dense/bias:0` of `dense/kernel:0`.
 */
function isBiasOf(entry: WeightEntry, matrix: WeightMatrix): boolean {
  if (entry.unsupported !== undefined || entry.shape.length !== 1 || entry.shape[0] !== matrix.shape[1]) return false;
  const { name } = entry;
  const bare = [".", "_", "/"].map((separator) => `${matrix.name}${separator}bias`);
  return bare.includes(name) || weightNames(name).includes(matrix.name);
}

/** Inputs by outputs. */
function matricesOf(entries: readonly WeightEntry[], patterns: readonly string[], layout: string): WeightMatrix[] {
  const matrices = entries.flatMap((entry): WeightMatrix[] => {
    if (entry.unsupported !== undefined || entry.shape.length !== 2) return [];
    const [first, second] = entry.shape as [number, number];
    return [{ name: entry.name, shape: layout === "io" ? [first, second] : [second, first] }];
  });
  const taken = new Set<string>();
  return patterns.flatMap((pattern) =>
    matrices
      .filter(({ name }) => matches(pattern, name) && !taken.has(name))
      .sort((a, b) => NATURAL.compare(a.name, b.name))
      .map((matrix) => {
        taken.add(matrix.name);
        return matrix;
      }),
  );
}

function chained(path: string, matrices: readonly WeightMatrix[]): readonly WeightMatrix[] {
  if (matrices.length === 0) throw new Error(`${path}: must hold matrices that match --layer, got none`);
  matrices.slice(1).forEach(({ name, shape }, l) => {
    const before = matrices[l]!;
    if (shape[0] === before.shape[1]) return;
    const got = `${name} ${formatShape(shape)} behind ${before.name} ${formatShape(before.shape)}`;
    throw new Error(`${path}: every layer must take what the one before gives (order them with --layer), got ${got}`);
  });
  return matrices;
}
