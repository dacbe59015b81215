/** A directory and its parents. */
import { existsSync, mkdirSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";

/**
 * Creates the missing directories of a path; returns the first that was created, or undefined if all existed. Node's
 * own `recursive` never returns if a parent exists and the system answers ENOENT, as it does below /proc.
 *
 * @throws Error of the system: no room, no right, a file in the way
 */
export function makeDirectory(path: string): string | undefined {
  const missing: string[] = [];
  for (let at = resolve(path); !existsSync(at); at = dirname(at)) missing.unshift(at);
  if (missing.length === 0 && !isDirectory(path)) mkdirSync(path);
  for (const directory of missing) {
    try {
      mkdirSync(directory);
    } catch (error) {
      // Another program may have created it since.
      if (!isDirectory(directory)) throw error;
    }
  }
  return missing[0];
}

const isDirectory = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
