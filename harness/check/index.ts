import type { Check } from "./check.js";
import { marginalChecks } from "./marginal/index.js";
import { inDtype } from "./roundedParameters.js";
import { structureChecks } from "./structure/index.js";

/** The battery, in the order of the report. */
export const checks: readonly Check[] = [...marginalChecks, ...structureChecks].map(inDtype);

export type { Check, Look, Observation, Prospect, Tail } from "./check.js";
