/**
 * One model among the files of a folder or a glob: a file that leads to weights takes precedence, otherwise all weight files
 * together.
 */
import { basename } from "node:path";
import { closeAll, joinModelFiles, type ModelFile } from "./joinModelFiles.js";
import { oneLine } from "./oneLine.js";
import { MOST_FILES } from "./shardIndex.js";
import type { Weights } from "./weights.js";

/** The kind of a path: JSON that leads to weights; weights; or something else, with `what` it is if known. */
export interface PathKind {
  readonly path: string;
  readonly kind: "leads" | "weights" | "other";
  readonly what?: string;
}

/** Endings of weight files: a file with one of these that cannot be opened is reported. */
const MEANT = /\.(?:npy|npz|safetensors|pt|pth|bin|h5|hdf5|keras|onnx|gguf|msgpack|ckpt|tflite)$/i;

/**
 * `open` opens one file; its Errors have no path. A file that cannot be opened among other weights becomes an entry with the
 * reason. Throws an Error of one line if there are no weights, or more than one model.
 */
export async function openModelAmong(
  kinds: readonly PathKind[],
  open: (path: string) => Promise<Weights>,
): Promise<Weights> {
  const leading = kinds.filter(({ kind }) => kind === "leads").map(({ path }) => path);
  const held = kinds.filter(({ kind }) => kind === "weights").map(({ path }) => path);
  if (leading.length > 1) throw new Error(`must hold one model: name one of ${listed(leading)}`);
  const [first] = leading;
  if (first !== undefined) return open(first);
  const refused = kinds.filter(({ kind, path, what }) => kind === "other" && what !== undefined && MEANT.test(path));
  if (held.length === 0) {
    const [one] = refused;
    throw new Error(
      one === undefined ? "must hold weights, got none" : `${named(one.path)}: must be weights, got ${one.what}`,
    );
  }
  if (held.length > MOST_FILES) throw new Error(`must hold at most ${MOST_FILES} files of weights, got ${held.length}`);
  if (held.length === 1 && refused.length === 0) return open(held[0]!);
  const parts: ModelFile[] = refused.map(({ path, what }) => refusal(path, `must be a file of weights, got ${what}`));
  try {
    for (const path of held) {
      const weights = await open(path).catch((error: Error) => error);
      parts.push(weights instanceof Error ? refusal(path, weights.message) : { name: basename(path), path, weights });
    }
    return joinModelFiles(parts);
  } catch (error) {
    await closeAll(parts);
    throw error;
  }
}

const named = (path: string): string => oneLine(basename(path), 80);

const listed = (paths: readonly string[]): string => paths.slice(0, 4).map(named).join(", ");

const refusal = (path: string, reason: string): ModelFile => ({
  ...{ name: basename(path), path },
  weights: unreadable(path, reason),
});

/** A file that could not be opened: the reason, in place of its tensors. */
export function unreadable(path: string, unsupported: string): Weights {
  const entry = { name: basename(path), unsupported: oneLine(unsupported, 300) };
  const fail = (): never => {
    throw new Error(entry.unsupported);
  };
  return {
    entries: [entry],
    layouts: "",
    notes: [],
    load: async () => fail(),
    // biome-ignore lint/correctness/useYield: there is nothing to yield
    pieces: async function* () {
      fail();
    },
    close: async () => {},
  };
}
