import { gammaP, gammaQ } from "./gamma.js";

/** P(X <= x) for chi-square with df > 0 degrees of freedom. */
export const chiSquareCdf = (x: number, df: number): number => gammaP(df / 2, x / 2);

/** P(X > x) for chi-square with df > 0 degrees of freedom. */
export const chiSquareSf = (x: number, df: number): number => gammaQ(df / 2, x / 2);
