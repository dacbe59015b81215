import { marginalChecks } from "./marginal/index.js";
import { inDtype } from "./roundedParameters.js";
import { structureChecks } from "./structure/index.js";
/** The battery, in the order of the report. */
export const checks = [...marginalChecks, ...structureChecks].map(inDtype);
