import type { Check } from "../check.js";
import { exact } from "./exact.js";
import { finite } from "./finite.js";
import { kolmogorovSmirnov } from "./kolmogorovSmirnov.js";
import { mean } from "./mean.js";
import { support } from "./support.js";
import { variance } from "./variance.js";

/** Questions about one entry at a time. */
export const marginalChecks: readonly Check[] = [finite, support, exact, mean, variance, kolmogorovSmirnov];
