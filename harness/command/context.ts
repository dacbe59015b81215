/** What the program gives its commands: what they offer, where they compute, and where their results go. */

import type { Outcome, Verdict } from "../record/index.js";
import type { PlannedJob } from "./operation/plan.js";

/** How what was found is reported. */
export interface ReportOptions {
  readonly out: string;
  readonly reporter: readonly string[];
  readonly quiet?: boolean;
  readonly json?: boolean;
}

export interface Context {
  readonly version: string;
  /** The module that the thread of an operation runs. */
  readonly operationThread: URL;
  /** The module that threads for single jobs run. */
  readonly jobThread: URL;
  /** @throws Error of one line for a name that no reporter has */
  requireReporters(names: readonly string[]): void;
  /**
   * Writes the files of a run as one, and prints what is wanted of it.
   *
   * @throws Error of one line where they cannot be written
   */
  publish(outcome: Outcome, options: ReportOptions): Promise<void>;
  /** Where commands are read from a plan: takes the job that the command would run. */
  collect?(job: PlannedJob): void;
  /** One page of several runs, as HTML. */
  page(outcomes: readonly Outcome[]): Promise<string>;
}

export const exitCode = (verdict: Verdict): 0 | 1 | 2 => ({ pass: 0, fail: 1, undetermined: 2 })[verdict] as 0 | 1 | 2;
