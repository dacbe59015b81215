/** Optional peers: packages that the user has, or has not, beside this one. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
/** The peer as this package sees it, or as the user's own folder does. Throws an Error of one line where neither does. */
export async function loadPeer(subject, name) {
    try {
        const require = createRequire(join(process.cwd(), "package.json"));
        const module = await import(name).catch(() => import(pathToFileURL(require.resolve(name)).href));
        return (module.default ?? module);
    }
    catch {
        throw new Error(`${subject}: ${name} must be installed beside initgate (npm install ${name}), got none`);
    }
}
/** The peer's version, by the package.json above its entry; "unknown" where none is found. */
export function peerVersion(name) {
    for (const from of [import.meta.url, join(process.cwd(), "package.json")]) {
        try {
            for (let at = dirname(createRequire(from).resolve(name)); at !== dirname(at); at = dirname(at)) {
                const version = versionIn(join(at, "package.json"), name);
                if (version !== undefined)
                    return version;
            }
        }
        catch {
            // the next place
        }
    }
    return "unknown";
}
function versionIn(file, name) {
    try {
        const about = JSON.parse(readFileSync(file, "utf8"));
        return about.name === name ? about.version : undefined;
    }
    catch {
        return undefined;
    }
}
