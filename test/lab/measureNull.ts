/** One job of the calibration, whichever kind it is, as a thread takes it. */
import { type GridJob, gridOfChecks, type Tally } from "./grid.js";
import { type NullJob, type PValues, pValuesOf } from "./nulls.js";
import { type Alarms, type GatesJob, gatesOf, type RightJob, rightGateOf } from "./wholeGates.js";

export type CalibrationJob = NullJob | GatesJob | RightJob | GridJob;

export async function work(job: CalibrationJob): Promise<PValues | Alarms | readonly Tally[]> {
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
