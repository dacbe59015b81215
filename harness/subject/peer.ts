/** Optional peers: packages that the user may have installed beside this one. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

/** The peer, resolved from this package or from the user's working folder. Throws an Error of one line without one. */
export async function loadPeer<T>(subject: string, name: string): Promise<T> {
  try {
    const require = createRequire(join(process.cwd(), "package.json"));
    const module = await import(name).catch(() => import(pathToFileURL(require.resolve(name)).href));
    return (module.default ?? module) as T;
  } catch {
    throw new Error(`${subject}: ${name} must be installed beside initgate (npm install ${name}), got none`);
  }
}

/** The peer's version, by the package.json above its entry; "unknown" where none is found. */
export function peerVersion(name: string): string {
  for (const from of [import.meta.url, join(process.cwd(), "package.json")]) {
    try {
      for (let at = dirname(createRequire(from).resolve(name)); at !== dirname(at); at = dirname(at)) {
        const version = versionIn(join(at, "package.json"), name);
        if (version !== undefined) return version;
      }
    } catch {
      // the next place
    }
  }
  return "unknown";
}

function versionIn(file: string, name: string): string | undefined {
  try {
    const about = JSON.parse(readFileSync(file, "utf8"));
    return about.name === name ? about.version : undefined;
  } catch {
    return undefined;
  }
}
