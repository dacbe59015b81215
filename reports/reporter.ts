/**
 * A reporter makes files of what a command found. It does no I/O and reads no clock: the same outcome gives the same
 * bytes. Adding one is a file here, and a line in reporters.ts.
 */
import type { Outcome } from "../harness/record/index.js";

export interface Reporter {
  /** Its name in --reporter. */
  readonly name: string;
  /** Texts by the file's name inside the report directory; none for a kind of record that it has no form for. */
  files(outcome: Outcome): Readonly<Record<string, string>> | Promise<Readonly<Record<string, string>>>;
  /** The file of them that a person opens: a terminal is told where it is. */
  readonly page?: string;
  /** Lines for the CI server that reads what a step prints on stderr. */
  annotations?(outcome: Outcome): string;
  /** Markdown for the summary of a CI server's step. */
  stepSummary?(outcome: Outcome): Promise<string>;
}
