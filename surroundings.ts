/** The shipped catalogue and version, the one place where the harness meets its values. */
import { readFileSync } from "node:fs";
import type { Surroundings } from "./harness/subject/open.js";
import { initializers } from "./initializers/index.js";
import { presets } from "./initializers/presets/index.js";

/** The package's own version, beside the sources or one folder above the built files. */
function packageVersion(): string {
  for (const place of ["./package.json", "../package.json"]) {
    try {
      const { name, version } = JSON.parse(readFileSync(new URL(place, import.meta.url), "utf8"));
      if (name === "initgate") return version;
    } catch {
      // the next place
    }
  }
  throw new Error("initgate: package.json must lie beside the program, got none");
}

export const surroundings: Surroundings = {
  catalogue: initializers,
  contracts: [...initializers, ...presets],
  version: packageVersion(),
};
