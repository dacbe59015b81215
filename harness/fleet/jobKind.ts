/** A kind of job that a fleet does: the messages of the job and of its answer, and their validation by the receiver. */
import type { RemotePlan } from "../gate/remoteRunner.js";
import type { SubjectSpec } from "../subject/spec.js";

export interface JobKind<Job, Result> {
  /** The name of the kind in a message. */
  readonly name: string;
  /** The number of answers that Redis keeps for a coordinator that is started again. */
  readonly kept: number;
  /** The message of a job: plain data. */
  workOf(job: Job): object;
  /**
   * The job that a worker does with its own subject.
   *
   * @throws Error of one line for a message of another form
   */
  jobOf(work: unknown, spec: SubjectSpec): Job;
  /** False if the answer would be too large for a message, or the job needs something that only the coordinator has. */
  travels(job: Job): boolean;
  /** @throws RangeError of one line if one such job for each thread would not fit in a worker's memory */
  requireRoom(worker: string, job: Job, threads: number): void;
  /**
   * The reason why this worker could not do the job although another may: the job is then tried again before the
   * coordinator is told.
   */
  absence?(result: Result): string | undefined;
  /** The message of a result: plain data. */
  foundOf(result: Result): object;
  /** @throws Error of one line for a result that does not answer the job */
  resultOf(found: unknown, job: Job, subject: RemotePlan["subject"]): Result;
}
