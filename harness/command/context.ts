/**
 * What the program passes to its commands: names they accept, threads they compute in, and writers of their results.
 */

import type { Outcome, Verdict } from "../record/index.js";
import type { PlannedJob } from "./operation/plan.js";

/** Writes reports. */
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
  /** For commands of a plan: receives the job that the command would run. */
  collect?(job: PlannedJob): void;
  /** One page of several runs, as HTML. */
  page(outcomes: readonly Outcome[]): Promise<string>;
}

export const exitCode = (verdict: Verdict): 0 | 1 | 2 => ({ pass: 0, fail: 1, undetermined: 2 })[verdict] as 0 | 1 | 2;
