/** One job of the calibration, whichever kind it is, as a thread takes it. */
import { gridOfChecks } from "./grid.js";
import { pValuesOf } from "./nulls.js";
import { gatesOf, rightGateOf } from "./wholeGates.js";
export async function work(job) {
    switch (job.kind) {
        case "null":
            return pValuesOf(job);
        case "gates":
            return gatesOf(job);
        case "right":
            return rightGateOf(job);
        case "grid":
            return gridOfChecks(job);
    }
}
