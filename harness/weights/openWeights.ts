/** Opens weights: a file, whose bytes (not its name) determine the format, or a model in several files. */

import { readdir, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileFault } from "./fileFault.js";
import { flaxFormat } from "./flax.js";
import { foreignFile, foreignFolder } from "./foreign.js";
import { ggufFormat } from "./gguf.js";
import { inOrder, isGlob, pathsMatching } from "./glob.js";
import { hdf5Format } from "./hdf5.js";
import { jsonFormat, leadsToWeights } from "./jsonFormat.js";
import { npyFormat } from "./npyFile.js";
import { oneLine } from "./oneLine.js";
import { onnxFormat } from "./onnx.js";
import { openModelAmong, type PathKind } from "./openModelAmong.js";
import { pathBeside } from "./pathBeside.js";
import { pytorchLegacyFormat } from "./pytorchLegacy.js";
import { openRandomFile, type RandomFile } from "./randomFile.js";
import { safetensorsFormat } from "./safetensors.js";
import { HEAD_BYTES, type WeightFormat } from "./weightFormat.js";
import type { Weights } from "./weights.js";
import { zipFormat } from "./zipFormat.js";

export type { WeightEntry, Weights } from "./weights.js";

/** Formats of a single file: the first that recognises it reads it. */
const fileFormats: readonly WeightFormat[] = [
  zipFormat,
  npyFormat,
  ggufFormat,
  hdf5Format,
  pytorchLegacyFormat,
  safetensorsFormat,
  onnxFormat,
  flaxFormat,
];

/** All formats: those above, and formats that lead to other files. */
const weightFormats: readonly WeightFormat[] = [...fileFormats, jsonFormat];

/**
 * Lists the tensors at `path`: a file, or a model in several files, given by a folder, an index or a glob. Memory holds one
 * tensor at a time, never the file. Every Error, also of `load`, is one line that begins with the path.
 */
export async function openWeights(path: string): Promise<Weights> {
  const { load, pieces, ...weights } = await named(path, () => openAt(path));
  return {
    ...weights,
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
  };
}

async function openAt(path: string): Promise<Weights> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" && isGlob(path)) return undefined;
    throw error;
  });
  if (found === undefined) {
    const paths = await pathsMatching(path);
    return paths.length === 1 ? openAt(paths[0]!) : openAll(paths);
  }
  if (!found.isDirectory()) return openFile(path, weightFormats);
  const names = (await readdir(path)).sort(inOrder);
  const what = foreignFolder(names);
  if (what !== undefined) throw new Error(`must be a folder of weights, got ${what}`);
  return openAll(names.map((name) => join(path, name)));
}

/** Determines the kind of every path; a pipe, or a link out of the folder, is refused. */
async function openAll(paths: readonly string[]): Promise<Weights> {
  const kinds: PathKind[] = [];
  for (const path of paths) kinds.push(await kindOf(path));
  return openModelAmong(kinds, (path) => openFile(path, weightFormats));
}

async function kindOf(path: string): Promise<PathKind> {
  try {
    await pathBeside(dirname(path), basename(path));
    if (!(await stat(path)).isFile()) return { path, kind: "other" };
    const file = await openRandomFile(path);
    try {
      const head = await headOf(file);
      if (fileFormats.some(({ recognises }) => recognises(head))) return { path, kind: "weights" };
      if (jsonFormat.recognises(head)) return { path, kind: (await leadsToWeights(file)) ? "leads" : "other" };
      return { path, kind: "other", what: foreignFile(head) ?? bytesOf(head) };
    } finally {
      await file.close();
    }
  } catch (error) {
    return { path, kind: "other", what: fileFault(error) };
  }
}

async function openFile(path: string, formats: readonly WeightFormat[]): Promise<Weights> {
  const file = await openRandomFile(path);
  try {
    const head = await headOf(file);
    const format = formats.find(({ recognises }) => recognises(head));
    if (format === undefined) throw new Error(`must be a file of weights, got ${foreignFile(head) ?? bytesOf(head)}`);
    return await format.open(file, {
      path,
      fileBeside: async (name) => openRandomFile(await pathBeside(dirname(path), name)),
      weightsBeside: async (name) => openFile(await pathBeside(dirname(path), name), fileFormats),
    });
  } catch (error) {
    await file.close();
    throw error;
  }
}

const headOf = async (file: RandomFile): Promise<Buffer> =>
  Buffer.from(await file.read(0, Math.min(file.size, HEAD_BYTES)));

const bytesOf = (head: Buffer): string =>
  head.length === 0
    ? "an empty file"
    : `one that begins with ${head.subarray(0, 8).toString("hex")}: docs/audit.md names the formats`;

async function named<T>(path: string, task: () => Promise<T>): Promise<T> {
  try {
    return await task();
  } catch (error) {
    throw new Error(`${oneLine(path)}: ${fileFault(error)}`);
  }
}
