/** Where cases are judged if not in this process and its threads: on other machines. */
import type { CaseResult } from "../record/index.js";
import type { Description } from "../subject/subject.js";
import type { CaseJob } from "./caseJob.js";

export interface Elsewhere {
  /** Cases under way at once. */
  readonly concurrency: number;
  /**
   * What judging the case here would have answered, but for its replay, which is empty. A case that could not be judged is
   * undetermined, with the reason in its notes.
   */
  judge(job: CaseJob): Promise<CaseResult>;
  /** `complete` says that every result is in: what is kept of the plan elsewhere goes. */
  close(complete: boolean): Promise<void>;
}

/** A plan, to whoever judges its cases. */
export interface PlanElsewhere {
  /** Digest of the whole plan. */
  readonly digest: string;
  /** Of the subject, as it describes itself here: the one that judges must be the same. */
  readonly subject: Pick<Description, "name" | "version">;
}
