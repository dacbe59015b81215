/** The package's own version, beside the sources or one folder above the built files. */
import { readFileSync } from "node:fs";
export function packageVersion() {
    for (const place of ["./package.json", "../package.json"]) {
        try {
            const { name, version } = JSON.parse(readFileSync(new URL(place, import.meta.url), "utf8"));
            if (name === "initgate")
                return version;
        }
        catch (error) {
            // The next place, where there is none; a file that is there and cannot be read is what must be told.
            if (error.code !== "ENOENT")
                throw error;
        }
    }
    throw new Error("initgate: package.json must lie beside the program, got none");
}
