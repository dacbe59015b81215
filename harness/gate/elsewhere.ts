/** Where cases are judged if not in this process and its threads: on other machines. */
import type { CaseResult } from "../record/index.js";
import type { Description } from "../subject/subject.js";
import type { CaseJob } from "./caseJob.js";

export interface Elsewhere {
  /** The number of cases that run at once. */
  readonly concurrency: number;
  /**
   * The result of judging the case here, except for its replay, which is empty. A case that could not be judged is undetermined,
   * with the reason in its notes.
   */
  judge(job: CaseJob): Promise<CaseResult>;
  /** `complete` means that every result is in: what other machines keep of the plan is then removed. */
  close(complete: boolean): Promise<void>;
}

/** What those who judge the cases of a plan must know of it. */
export interface PlanElsewhere {
  /** Digest of the whole plan. */
  readonly digest: string;
  /** The subject as it describes itself here: the one that judges must have the same name and version. */
  readonly subject: Pick<Description, "name" | "version">;
}
