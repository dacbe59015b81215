/** Expands a glob that the shell has not expanded. */
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import picomatch from "picomatch";

/** The most directory entries that are visited. */
const MOST_LISTED = 100_000;

export const isGlob = (path: string): boolean => picomatch.scan(path).isGlob;

/** In natural order. Throws an Error of one line if nothing matches. */
export async function pathsMatching(glob: string): Promise<readonly string[]> {
  const { base, glob: pattern } = picomatch.scan(glob);
  const isMatch = picomatch(pattern);
  const depth = pattern.includes("**") ? Number.POSITIVE_INFINITY : pattern.split("/").length;
  const found: string[] = [];
  let listed = 0;
  const look = async (folder: string, way: string, left: number): Promise<void> => {
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      if (++listed > MOST_LISTED) throw new Error(`must match among at most ${MOST_LISTED} files, got more`);
      const name = `${way}${entry.name}`;
      if (isMatch(name)) found.push(join(base, name));
      if (entry.isDirectory() && left > 1) await look(join(folder, entry.name), `${name}/`, left - 1);
    }
  };
  await look(base === "" ? "." : base, "", depth);
  if (found.length === 0) throw new Error("must match a file, got none");
  return found.sort(inOrder);
}

const natural = new Intl.Collator("en", { numeric: true });

/** 2 before 10. */
export const inOrder = (a: string, b: string): number => natural.compare(a, b) || (a < b ? -1 : 1);
