/**
 * A file of the activations and gradients of one network: `layer.<k>.forward` and `layer.<k>.backward`, arrays of units
 * or of inputs x units.
 */
import { openWeights, type WeightEntry, type Weights } from "../../weights/openWeights.js";
import type { Tensor } from "../../weights/tensor.js";
import type { ObservedLayer } from "../network/observe.js";
import { MOST_DEPTH, MOST_WIDTH } from "./grid.js";
import { MOST_INPUTS } from "./inputFile.js";

type Array2 = Extract<WeightEntry, { readonly shape: readonly number[] }>;

/** A file whose names and shapes fit; its values are read layer by layer. */
export interface ActivationDump {
  readonly path: string;
  /** Units of the input, if it is in the file; then those of layer 1, 2, ... */
  readonly inputs: number | null;
  readonly units: readonly number[];
  readonly hasGradients: boolean;
  /** The inputs themselves; null where the file has none. */
  input(): Promise<readonly Float64Array[] | null>;
  /** Throws an Error of one line for values that cannot be read; `lost` names an array with NaN or an infinity. */
  layer(l: number): Promise<ObservedLayer & { readonly lost?: string }>;
  close(): Promise<void>;
}

const NAME = /^layer\.(0|[1-9]\d*)\.(forward|backward)$/;

/**
 * Opens a dump. Layers count from 1 without a gap, and `layer.0.forward` may hold the inputs.
 *
 * @throws Error of one line for a file that cannot be read, or holds anything else
 */
export async function openActivationDump(path: string): Promise<ActivationDump> {
  const file = await openWeights(path);
  try {
    return dumpOf(path, file, arraysOf(path, file));
  } catch (error) {
    await file.close();
    throw error;
  }
}

function arraysOf(path: string, { entries }: Weights): ReadonlyMap<string, Array2> {
  const arrays = new Map<string, Array2>();
  for (const entry of entries) {
    const { name } = entry;
    if (!NAME.test(name) || name === "layer.0.backward") {
      throw new Error(
        `${path}: arrays must be named layer.<k>.forward and layer.<k>.backward, k from 1 (layer.0.forward: the inputs), got ${name}`,
      );
    }
    if (entry.unsupported !== undefined) throw new Error(`${path}: ${name} must hold floats, got ${entry.unsupported}`);
    requireSize(path, entry);
    arrays.set(name, entry);
  }
  return arrays;
}

function requireSize(path: string, { name, shape }: Array2): void {
  const got = `${name} of ${shape.length === 0 ? "one number" : shape.join("x")}`;
  if (shape.length !== 1 && shape.length !== 2) {
    throw new Error(`${path}: arrays must be units or inputs x units, one layer and one network each, got ${got}`);
  }
  const [units, inputs] = [unitsOf(shape), inputsOf(shape)];
  if (units >= 1 && units <= MOST_WIDTH && inputs >= 1 && inputs <= MOST_INPUTS) return;
  throw new Error(
    `${path}: arrays must have 1 to ${MOST_WIDTH} units and 1 to ${MOST_INPUTS} inputs, got ${got}: write fewer`,
  );
}

const unitsOf = (shape: readonly number[]): number => shape.at(-1)!;
const inputsOf = (shape: readonly number[]): number => (shape.length === 1 ? 1 : shape[0]!);

function dumpOf(path: string, file: Weights, arrays: ReadonlyMap<string, Array2>): ActivationDump {
  const forward = new Map<number, Array2>();
  const backward = new Map<number, Array2>();
  for (const [name, entry] of arrays) {
    const [, layer, direction] = NAME.exec(name)!;
    (direction === "forward" ? forward : backward).set(Number(layer), entry);
  }
  const depth = Math.max(0, ...forward.keys(), ...backward.keys());
  if (depth === 0) throw new Error(`${path}: must hold layer.1.forward, got no layer`);
  if (depth > MOST_DEPTH) throw new Error(`${path}: must have at most ${MOST_DEPTH} layers, got ${depth}`);
  const layers = Array.from({ length: depth }, (_, l) => l + 1);
  const gap = layers.find((l) => !forward.has(l));
  if (gap !== undefined)
    throw new Error(`${path}: must hold layer.1.forward to layer.${depth}.forward, got no layer.${gap}.forward`);
  const without = backward.size === 0 ? undefined : layers.find((l) => !backward.has(l));
  if (without !== undefined) {
    throw new Error(`${path}: must hold the gradients of all layers or of none, got no layer.${without}.backward`);
  }
  const first = forward.get(1)!;
  for (const [direction, all] of [
    ["forward", forward],
    ["backward", backward],
  ] as const) {
    for (const [l, { name, shape }] of all) {
      const units = unitsOf(forward.get(l)!.shape);
      if (unitsOf(shape) === units && inputsOf(shape) === inputsOf(first.shape)) continue;
      const want = `${inputsOf(first.shape)} inputs${direction === "backward" ? ` x ${units} units` : ""}`;
      throw new Error(
        `${path}: ${name} must have ${want}, as layer.${direction === "backward" ? l : 1}.forward, got ${shape.join("x")}`,
      );
    }
  }
  const input = forward.get(0);
  return {
    path,
    inputs: input === undefined ? null : unitsOf(input.shape),
    units: layers.map((l) => unitsOf(forward.get(l)!.shape)),
    hasGradients: backward.size > 0,
    input: async () => (input === undefined ? null : rowsOf(await file.load(input.name))),
    async layer(l) {
      const rows = rowsOf(await file.load(forward.get(l)!.name));
      const lost = lostIn(path, forward.get(l)!.name, rows);
      const above = backward.get(l);
      if (above === undefined) return { forward: rows, ...lost };
      const gradients = rowsOf(await file.load(above.name));
      return { forward: rows, backward: gradients, ...lostIn(path, above.name, gradients.slice(0, 1)), ...lost };
    },
    close: file.close,
  };
}

function rowsOf({ shape, data }: Tensor): Float64Array[] {
  const units = unitsOf(shape);
  return Array.from({ length: inputsOf(shape) }, (_, i) =>
    Float64Array.from(data.subarray(i * units, (i + 1) * units)),
  );
}

function lostIn(path: string, name: string, rows: readonly Float64Array[]): { readonly lost?: string } {
  const bad = rows.find((row) => !row.every(Number.isFinite))?.find((x) => !Number.isFinite(x));
  return bad === undefined ? {} : { lost: `${path}: ${name} holds ${bad}` };
}
