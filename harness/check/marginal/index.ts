import type { Check } from "../check.js";
import { andersonDarling } from "./andersonDarling.js";
import { chiSquare } from "./chiSquare.js";
import { commonestValue } from "./commonestValue.js";
import { cramerVonMises } from "./cramerVonMises.js";
import { duplicates } from "./duplicates.js";
import { edge } from "./edge.js";
import { exact } from "./exact.js";
import { finite } from "./finite.js";
import { kolmogorovSmirnov } from "./kolmogorovSmirnov.js";
import { kurtosis } from "./kurtosis.js";
import { largestGap } from "./largestGap.js";
import { mean } from "./mean.js";
import { neyman } from "./neyman.js";
import { skewness } from "./skewness.js";
import { support } from "./support.js";
import { tailCounts } from "./tailCounts.js";
import { tailSign } from "./tailSign.js";
import { variance } from "./variance.js";

/** Checks of single entries. */
export const marginalChecks: readonly Check[] = [
  finite,
  support,
  exact,
  mean,
  variance,
  edge,
  tailCounts,
  tailSign,
  kolmogorovSmirnov,
  andersonDarling,
  cramerVonMises,
  neyman,
  skewness,
  kurtosis,
  chiSquare,
  duplicates,
  commonestValue,
  largestGap,
];
