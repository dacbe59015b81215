/** Runs jobs on other machines instead of in this process and its threads. */
import type { Description } from "../subject/subject.js";

export interface RemoteRunner<Job, Result> {
  /** False where the job or its answer is too large to travel: such a job runs here. */
  takes(job: Job): boolean;
  /**
   * The result that the job would have here. Any number of jobs may be given at once.
   *
   * @throws Error of one line where no other machine could do it
   */
  run(job: Job): Promise<Result>;
  /** `complete` means that every result is in: what other machines keep of the plan is then removed. */
  close(complete: boolean): Promise<void>;
}

export type OpenRemoteRunner<Job, Result> = (plan: RemotePlan) => Promise<RemoteRunner<Job, Result>>;

/** What a worker must know of a plan to do its jobs. */
export interface RemotePlan {
  /** Digest of the whole plan. */
  readonly digest: string;
  /** The subject as it describes itself here: the one that draws must have the same name and version. */
  readonly subject: Pick<Description, "name" | "version">;
}
