/** How far off a thing must be to be caught with 90% power: what `detects` states. */
import { normalQuantileSf } from "../numeric/index.js";

/** Standard errors between the null and a deviation that a two-sided test at level alpha catches nine times in ten. */
export const reach = (alpha: number): number => normalQuantileSf(alpha / 2) + normalQuantileSf(0.1);

/** Two digits, as figures of power deserve. */
export const figure = (x: number): string => String(Number(x.toPrecision(2)));

/** Twice the smaller tail, never above 1; NaN stays NaN. */
export const twoSided = (below: number, above: number): number => Math.min(1, 2 * Math.min(below, above));
