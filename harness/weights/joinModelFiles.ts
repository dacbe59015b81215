/** Joins the files of one model: the tensors of all of them. */
import { fileFault } from "./fileFault.js";
import { oneLine } from "./oneLine.js";
import type { WeightEntry, Weights } from "./weights.js";

/** A file of a model: `name` is for messages, `path` for reports. */
export interface ModelFile {
  readonly name: string;
  readonly path: string;
  readonly weights: Weights;
}

/** Throws an Error of one line if two files hold tensors with one name. */
export function joinModelFiles(parts: readonly ModelFile[], notes: readonly string[] = []): Weights {
  const holders = new Map<string, ModelFile>();
  const entries: WeightEntry[] = [];
  for (const part of parts) {
    for (const entry of part.weights.entries) {
      const holder = holders.get(entry.name);
      if (holder !== undefined) {
        const got = `${oneLine(entry.name)} in ${oneLine(holder.name)} and in ${oneLine(part.name)}`;
        throw new Error(`a model must name every tensor once, got ${got}`);
      }
      holders.set(entry.name, part);
      entries.push({ ...entry, file: part.path });
    }
  }
  const holderOf = (name: string): ModelFile => {
    const holder = holders.get(name);
    if (holder === undefined) throw new Error(`a model must hold the tensor asked for, got no ${oneLine(name)}`);
    return holder;
  };
  return {
    entries,
    layouts: parts.find(({ weights }) => weights.layouts !== "")?.weights.layouts ?? "",
    notes: [
      ...notes,
      ...parts.flatMap(({ name, weights }) => weights.notes.map((note) => `${oneLine(name)}: ${note}`)),
    ],
    load: async (name) => {
      const { name: file, weights } = holderOf(name);
      return weights.load(name).catch((error: Error) => {
        throw inFile(file, error);
      });
    },
    pieces: async function* (name) {
      const { name: file, weights } = holderOf(name);
      try {
        yield* weights.pieces(name);
      } catch (error) {
        throw inFile(file, error as Error);
      }
    },
    close: () => closeAll(parts),
  };
}

export async function closeAll(parts: readonly Pick<ModelFile, "weights">[]): Promise<void> {
  for (const { weights } of parts) await weights.close();
}

export const inFile = (name: string, error: Error): Error => new Error(`${oneLine(name)}: ${fileFault(error)}`);
