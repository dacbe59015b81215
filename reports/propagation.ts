/** What `propagate` leaves behind: two files, and the same in a terminal. */
import type { PropagationRecord } from "../harness/record/index.js";
import { writeWhole } from "./atomic.js";
import { propagationCsv, propagationVerdictsCsv } from "./propagationCsv.js";
import { propagationText } from "./propagationText.js";
import type { PublishOptions } from "./publish.js";

export function publishPropagation(
  record: PropagationRecord,
  { out, quiet = false, json = false }: PublishOptions,
): void {
  writeWhole(out, {
    "propagation.csv": propagationCsv(record),
    "propagation-verdicts.csv": propagationVerdictsCsv(record),
  });
  if (json) process.stdout.write(`${JSON.stringify({ schema: 1, ...record })}\n`);
  else if (!quiet) {
    const colour = process.stdout.isTTY === true && !process.env["NO_COLOR"];
    process.stdout.write(propagationText(record, { colour }));
  }
}
