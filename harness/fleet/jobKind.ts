/** A kind of job that a fleet does: what travels of it and of its answer, and what both are held to on the other side. */
import type { PlanElsewhere } from "../gate/elsewhere.js";
import type { SubjectSpec } from "../subject/spec.js";

export interface JobKind<Job, Result> {
  /** How a job on its way names its kind. */
  readonly name: string;
  /** The answers that Redis keeps for a coordinator that comes back. */
  readonly kept: number;
  /** What travels of a job: plain data. */
  workOf(job: Job): object;
  /**
   * The job that a worker does with its own subject.
   *
   * @throws Error of one line where the work has not its form
   */
  jobOf(work: unknown, spec: SubjectSpec): Job;
  /** False where the answer to a job would be too large to travel, or the job needs what only its coordinator has. */
  travels(job: Job): boolean;
  /** @throws RangeError of one line where as many such jobs as there are threads would not fit in a worker's memory */
  requireRoom(worker: string, job: Job, threads: number): void;
  /** What travels of a result: plain data. */
  foundOf(result: Result): object;
  /** @throws Error of one line where what was found does not answer the job */
  resultOf(found: unknown, job: Job, subject: PlanElsewhere["subject"]): Result;
}
