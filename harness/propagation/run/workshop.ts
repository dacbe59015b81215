/** Where networks are run: here, and in so many other threads as make up the number asked for. */

import { usefulThreads } from "../../machine/bounds.js";
import { openPool, type Pool } from "../../machine/pool.js";
import type { Surroundings } from "../../subject/open.js";
import { isProcess, openSubject } from "../../subject/open.js";
import type { Description } from "../../subject/subject.js";
import { type NetworkJob, type NetworkResult, runNetJob, runPredictJob } from "./netJob.js";
import type { PropagationSettings } from "./options.js";
import { type Done, doneOf, shareOf, type WorkShare, workOff } from "./share.js";

export interface Workshop {
  readonly description: Description;
  /** Answers in the order of the jobs; an Error where a job failed. */
  run(jobs: readonly NetworkJob[]): Promise<readonly (NetworkResult | Error)[]>;
  close(): Promise<void>;
}

type NetworkResults = readonly Done<NetworkResult>[];

/** MB of short-lived objects in a thread: vectors lie elsewhere. */
const YOUNG = 4;

/** `thread` is the module that a worker thread runs; absent, everything runs here. */
export async function openWorkshop(
  { spec, threads, onProgress }: PropagationSettings,
  around: Surroundings & { readonly thread?: URL },
): Promise<Workshop> {
  const subject = await openSubject(spec, around);
  // A process of its own serves the whole run.
  const most = around.thread === undefined || isProcess(spec) ? 1 : usefulThreads(threads);
  let pool: Pool<WorkShare<NetworkJob>, NetworkResults> | undefined;
  const here = async (job: NetworkJob): Promise<NetworkResult> =>
    job.kind === "net" ? runNetJob(job, subject, around) : runPredictJob(job, around);
  let [before, expected] = [0, 0];
  return {
    description: subject.description,
    async run(jobs) {
      expected += jobs.length;
      const share = shareOf(jobs);
      const others = Math.min(most, jobs.length) - 1;
      if (others > 0) pool ??= openPool(around.thread!, most - 1, "networks", YOUNG);
      const elsewhere = Array.from({ length: Math.max(0, others) }, () => pool!.run(share).catch(lost));
      const own = await workOff(share, here, () => onProgress?.(before + doneOf(share), expected));
      const results = inOrder(jobs.length, [own, ...(await Promise.all(elsewhere))]);
      before += jobs.length;
      onProgress?.(before, expected);
      return results;
    },
    async close() {
      await pool?.close();
      await subject.close();
    },
  };
}

/** What a thread that ended had done is gone with it. */
const lost = (error: Error): Error => error;

function inOrder(count: number, from: readonly (NetworkResults | Error)[]): readonly (NetworkResult | Error)[] {
  const failure = from.find((one): one is Error => one instanceof Error);
  const results = new Array<NetworkResult | Error>(count).fill(failure ?? new Error("propagate: a thread must answer"));
  for (const done of from) if (!(done instanceof Error)) for (const [at, result] of done) results[at] = result;
  return results;
}
