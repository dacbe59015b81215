/** `writeReport` of the library. */
import { publish } from "../../../reports/index.js";
import { type KeysOf, requireKnownKeys } from "../../library/knownKeys.js";
import {
  type AuditRecord,
  type BaselineRecord,
  kindOf,
  type Outcome,
  type PropagationRecord,
  type Recommendation,
  type RunRecord,
} from "../../record/index.js";
import { surroundings } from "../surroundings.js";

export interface WriteReportOptions {
  /** The directory that the files are written to; `initgate-report/` unless said otherwise. */
  readonly out?: string;
  /** Names as `--reporter` of the command line takes; csv unless said otherwise. results.json is always written. */
  readonly reporters?: readonly string[];
}

const WRITE_KEYS: KeysOf<WriteReportOptions> = { out: true, reporters: true };

/**
 * Writes the files of a record that `check`, `audit`, `propagate`, `recommend` or `compareBaselines` returned, all of
 * them or none.
 *
 * @example await writeReport(await check(), { out: "report", reporters: ["csv", "html"] })
 * @throws one-line errors for a value that is no record, a reporter that does not exist, a directory that cannot be
 * written
 */
export async function writeReport(
  record: RunRecord | AuditRecord | PropagationRecord | Recommendation | BaselineRecord,
  options: WriteReportOptions = {},
): Promise<void> {
  requireKnownKeys("writeReport", options, WRITE_KEYS);
  const kind = typeof record === "object" && record !== null ? kindOf(record) : undefined;
  if (kind === undefined) throw new RangeError("writeReport: must be given a record, got something else");
  const outcome = { kind, version: surroundings.version, partial: false, record } as Outcome;
  const { out = "initgate-report/", reporters = ["csv"] } = options;
  const nowhere = { print: async () => {}, annotate: () => {} };
  await publish(outcome, { out, reporter: reporters, quiet: true, colour: false }, nowhere);
}
