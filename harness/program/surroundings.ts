/** The shipped catalogue and version: the one place where the harness imports the initializers. */

import { initializers } from "../../initializers/index.js";
import { presets } from "../../initializers/presets/index.js";
import { packageVersion } from "../machine/packageFile.js";
import type { Surroundings } from "../subject/open.js";

export const surroundings: Surroundings = {
  catalogue: initializers,
  contracts: [...initializers, ...presets],
  version: packageVersion,
};
