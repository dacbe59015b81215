/** A writer turns a record into the text of one file. It does no I/O and reads no clock: the same record gives the same bytes. */
import type { RunRecord } from "../harness/record/index.js";

export interface Writer {
  readonly name: string;
  /** The file's name inside the report directory. */
  readonly file: string;
  write(record: RunRecord): string;
}
