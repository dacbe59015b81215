/** Where networks are run: in threads, or here. */

import { openPool } from "../pool.js";
import type { Surroundings } from "../subject/open.js";
import { isProcess, openSubject } from "../subject/open.js";
import type { Description } from "../subject/subject.js";
import { inLanes } from "./lanes.js";
import { type NetworkJob, type NetworkResult, runNetJob, runPredictJob } from "./netJob.js";
import type { PropagateOptions } from "./options.js";

export interface Workshop {
  readonly description: Description;
  /** Answers in the order of the jobs; an Error where a job failed. */
  run(jobs: readonly NetworkJob[]): Promise<readonly (NetworkResult | Error)[]>;
  close(): Promise<void>;
}

/** `thread` is the module that a worker thread runs; absent, everything runs here. */
export async function openWorkshop(
  { spec, threads, onProgress }: PropagateOptions,
  around: Surroundings & { readonly thread?: URL },
): Promise<Workshop> {
  const subject = await openSubject(spec, around);
  // A process of its own serves the whole run.
  const inThreads = threads > 1 && around.thread !== undefined && !isProcess(spec);
  const pool = inThreads ? openPool<NetworkJob, NetworkResult>(around.thread!, threads, "network") : undefined;
  const here = async (job: NetworkJob): Promise<NetworkResult> =>
    job.kind === "net" ? runNetJob(job, subject, around) : runPredictJob(job, around);
  let [done, expected] = [0, 0];
  return {
    description: subject.description,
    run(jobs) {
      expected += jobs.length;
      return inLanes(jobs, pool ? threads : 1, async (job) => {
        const result = await (pool ? pool.run(job) : here(job)).catch((error: Error) => error);
        onProgress?.(++done, expected);
        return result;
      });
    },
    async close() {
      await pool?.close();
      await subject.close();
    },
  };
}
