/** Files that a file names: they must lie beside it, or in folders there. What a model names must not lead anywhere else. */
import { realpath } from "node:fs/promises";
import { basename, dirname, isAbsolute, join, relative, sep } from "node:path";
import { oneLine } from "./oneLine.js";

/** The path of `name` in `folder`. Throws an Error of one line where it leads out of it, through a link as well. */
export async function pathBeside(folder: string, name: string): Promise<string> {
  const path = join(folder, name);
  const root = await rootOf(folder);
  if (name === "" || name.includes("\0") || isAbsolute(name) || !isWithin(folder, path)) {
    throw new Error(`must name files beside it, got ${oneLine(JSON.stringify(name), 80)}`);
  }
  if (!isWithin(root, await realpath(path))) {
    throw new Error(`must name files beside it, got a link elsewhere: ${oneLine(JSON.stringify(name), 80)}`);
  }
  return path;
}

/** The folder, its links followed. A revision in Hugging Face's cache is links to blobs that all revisions share. */
async function rootOf(folder: string): Promise<string> {
  const root = await realpath(folder);
  return basename(dirname(root)) === "snapshots" ? dirname(dirname(root)) : root;
}

function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== "" && way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
