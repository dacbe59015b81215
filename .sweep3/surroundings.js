import { initializers } from "./initializers/index.js";
import { presets } from "./initializers/presets/index.js";
import { packageVersion } from "./version.js";
export const surroundings = {
    catalogue: initializers,
    contracts: [...initializers, ...presets],
    version: packageVersion(),
};
