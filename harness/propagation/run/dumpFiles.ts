/** Finds the files of activations that a user names. */
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { fileFault } from "../../weights/fileFault.js";
import { inOrder, isGlob, pathsMatching } from "../../weights/glob.js";
import { oneLine } from "../../weights/oneLine.js";

/** The files of these paths, one for each network: a folder or a glob stands for all of its files. */
export async function dumpsAt(paths: readonly string[], option: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const path of paths) {
    try {
      found.push(...(await filesAt(path)));
    } catch (error) {
      throw new Error(`${oneLine(path)}: ${fileFault(error)}`);
    }
  }
  if (found.length === 0) throw new RangeError(`${option}: must name at least one file, got none`);
  return found;
}

async function filesAt(path: string): Promise<readonly string[]> {
  const is = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" && isGlob(path)) return undefined;
    throw error;
  });
  if (is === undefined) return pathsMatching(path);
  if (!is.isDirectory()) return [path];
  const names = (await readdir(path)).filter((name) => /^[^.].*\.(?:npz|safetensors)$/i.test(name));
  if (names.length === 0) throw new Error("must be a folder of .npz or .safetensors files, got none in it");
  return names.sort(inOrder).map((name) => join(path, name));
}
