/** Files that another file names: they must lie in its folder or below. The names in a model must not lead anywhere else. */
import { realpath } from "node:fs/promises";
import { basename, dirname, isAbsolute, join, relative, sep } from "node:path";
import { oneLine } from "./oneLine.js";

/** The path of `name` in `folder`. Throws an Error of one line if it leads out of the folder, also through a link. */
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

/** The folder, with links resolved. In Hugging Face's cache a revision consists of links to blobs that all revisions share. */
async function rootOf(folder: string): Promise<string> {
  const root = await realpath(folder);
  return basename(dirname(root)) === "snapshots" ? dirname(dirname(root)) : root;
}

function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== "" && way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
