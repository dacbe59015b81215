import { reZero } from "./reZero.js";

/** A learned factor of 0 on each residual branch (De and Smith 2020): the same at initialization. */
export const skipInit = { ...reZero, name: "skip_init" };
