/** The package's own files, from wherever this module runs: the sources, the built files, or a tool's build. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const found = findPackage();

/** The version in package.json. */
export const packageVersion = found.version;

/** The path of a file of the package, given relative to its root: `harness/subject/adapters/torch_subject.py`. */
export const packageFile = (path: string): string => join(found.root, path);

/** @throws Error if the file is not in the package */
export function requirePackageFile(path: string): string {
  const file = packageFile(path);
  if (!existsSync(file)) throw new Error(`initgate: ${path} must lie in the package, got none at ${file}`);
  return file;
}

function findPackage(): { readonly root: string; readonly version: string } {
  let root = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const known = readPackage(join(root, "package.json"));
    if (known?.name === "initgate") return { root, version: known.version };
    if (dirname(root) === root) throw new Error("initgate: package.json must lie above the program, got none");
    root = dirname(root);
  }
}

function readPackage(path: string): { readonly name: string; readonly version: string } | undefined {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    // A folder without package.json is skipped; a file that exists but cannot be read is an error.
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
