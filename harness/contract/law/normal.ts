/** The standard normal law. */
import { normalCdf, normalPdf, normalQuantile, normalSf } from "../../numeric/index.js";
import { normal } from "../../random/normal.js";
import type { Law } from "./law.js";

export const standardNormal: Law = {
  family: "normal",
  support: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
  mean: 0,
  variance: 1,
  density: normalPdf,
  cdf: normalCdf,
  sf: normalSf,
  quantile: normalQuantile,
  moment: normalMoment,
  draw: { transform: normal, scale: 1, shift: 0 },
};

/** E[Z^k] = (k - 1)!! for even k. */
function normalMoment(k: number): number {
  if (k % 2 === 1) return 0;
  return k < 2 ? 1 : (k - 1) * normalMoment(k - 2);
}
