import type { DiagnoseInput } from "../input.js";
import { clipped } from "./clipped.js";
import { correlated, repeats } from "./dependence.js";
import { tooEven } from "./even.js";
import { outliers } from "./extremes.js";
import { gap } from "./gap.js";
import { marked, neverChanges } from "./marks.js";
import { orthogonal } from "./orthogonal.js";
import { allZero, constant, constantLine, notFinite } from "./plain.js";
import type { Recognised, Recogniser } from "./recogniser.js";
import { reordered, seeds } from "./seeds.js";
import { fewStates, lowPrecision, overlap } from "./states.js";

/** In order of precedence: an earlier fault explains the later ones. */
const RECOGNISERS: readonly Recogniser[] = [
  allZero,
  constant,
  notFinite,
  seeds,
  orthogonal,
  repeats,
  constantLine,
  outliers,
  gap,
  neverChanges,
  lowPrecision,
  reordered,
  overlap,
  fewStates,
  clipped,
  tooEven,
  marked,
  correlated,
];

/** The fault that the data show before any law is fitted. */
export function recognise(input: DiagnoseInput): Recognised | undefined {
  for (const recogniser of RECOGNISERS) {
    const found = recogniser(input);
    if (found !== undefined) return found;
  }
  return undefined;
}

export { dependenceChecksFailed } from "./dependence.js";
export { noTails, oneSided } from "./extremes.js";
export type { Recognised } from "./recogniser.js";
