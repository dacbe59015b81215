/** Opens a file of weights: .npy, .npz or .safetensors, told apart by their first bytes and not by their names. */
import { basename } from "node:path";
import { openNpy } from "./npyFile.js";
import { NPY_MAGIC } from "./npyHeader.js";
import { openNpz } from "./npz.js";
import { oneLine } from "./oneLine.js";
import { openRandomFile, type RandomFile } from "./randomFile.js";
import { openSafetensors } from "./safetensors.js";
import type { Weights } from "./weights.js";

export type { WeightEntry, Weights } from "./weights.js";

/**
 * Lists the tensors of the file at `path`; memory holds one of them at a time, never the file. Every Error, of load as
 * well, is one line that begins with the path.
 */
export async function openWeights(path: string): Promise<Weights> {
  const { entries, load, pieces, close } = await named(path, async () => {
    const file = await openRandomFile(path);
    try {
      return await openAny(file, basename(path));
    } catch (error) {
      await file.close();
      throw error;
    }
  });
  return {
    entries,
    load: (name) => named(path, () => load(name)),
    pieces: async function* (name) {
      const source = pieces(name);
      try {
        for (let next = await named(path, () => source.next()); next.done !== true; ) {
          yield next.value;
          next = await named(path, () => source.next());
        }
      } finally {
        await source.return(undefined);
      }
    },
    close,
  };
}

/** A zip archive begins with an entry, or, if it is empty, with its end. */
const ZIP_MAGICS = ["PK\x03\x04", "PK\x05\x06"];

async function openAny(file: RandomFile, name: string): Promise<Weights> {
  const first = await file.read(0, Math.min(file.size, NPY_MAGIC.length));
  if (ZIP_MAGICS.some((magic) => Buffer.from(first).toString("latin1").startsWith(magic))) return openNpz(file);
  if (first.length > 0 && first[0] === NPY_MAGIC[0] && first[1] === NPY_MAGIC[1]) {
    return openNpy(file, name.replace(/\.npy$/, ""));
  }
  return openSafetensors(file);
}

async function named<T>(path: string, task: () => Promise<T>): Promise<T> {
  try {
    return await task();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const fromSystem = code !== undefined && /^E[A-Z]+$/.test(code);
    throw new Error(`${oneLine(path)}: ${fromSystem ? `must be a readable file, got ${code}` : oneLine(message, 300)}`);
  }
}
