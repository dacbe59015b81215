/** The shipped catalogue and version, the one place where the harness meets its values. */
import type { Surroundings } from "./harness/subject/open.js";
import { initializers } from "./initializers/index.js";
import { presets } from "./initializers/presets/index.js";
import { packageVersion } from "./version.js";

export const surroundings: Surroundings = {
  catalogue: initializers,
  contracts: [...initializers, ...presets],
  version: packageVersion(),
};
