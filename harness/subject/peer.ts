/** Optional peers: packages that the user has, or has not, beside this one. */
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** The peer as this package sees it, or as the user's own folder does. Throws an Error of one line where neither does. */
export async function loadPeer<T>(subject: string, name: string): Promise<T> {
  try {
    const require = createRequire(join(process.cwd(), "package.json"));
    const module = await import(name).catch(() => import(pathToFileURL(require.resolve(name)).href));
    return (module.default ?? module) as T;
  } catch {
    throw new Error(`${subject}: ${name} must be installed beside initgate (npm install ${name}), got none`);
  }
}
