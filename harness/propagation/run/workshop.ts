/** Where networks are run: here, and in so many other threads as make up the number asked for; or elsewhere. */

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
  run(jobs: readonly NetworkJob[]): Promise<JobResults>;
  close(): Promise<void>;
}

type JobResults = readonly (NetworkResult | Error)[];

type NetworkResults = readonly Done<NetworkResult>[];

/** MB of short-lived objects in a thread: vectors lie elsewhere. */
const YOUNG = 4;

/** `digest` is that of the whole plan; `thread` is the module that a worker thread runs; absent, everything runs here. */
export async function openWorkshop(
  options: PropagationSettings,
  digest: string,
  around: Surroundings & { readonly thread?: URL },
): Promise<Workshop> {
  const { spec, threads, onProgress, ownActivations } = options;
  const subject = await openSubject(spec, around);
  const { description } = subject;
  const elsewhere = await options.elsewhere?.({ digest, subject: description }).catch(async (error: Error) => {
    await subject.close();
    throw error;
  });
  // A process of its own serves the whole run.
  const most = around.thread === undefined || isProcess(spec) ? 1 : usefulThreads(threads);
  let pool: Pool<WorkShare<NetworkJob>, NetworkResults> | undefined;
  const here = async (job: NetworkJob): Promise<NetworkResult> =>
    job.kind === "net"
      ? runNetJob(job, subject, around, ownActivations)
      : runPredictJob(job, around, { own: ownActivations });
  let [before, expected] = [0, 0];

  async function runHere(share: WorkShare<NetworkJob>, tell: () => void): Promise<JobResults> {
    const count = share.jobs.length;
    const others = Math.max(0, Math.min(most, count) - 1);
    if (others > 0) pool ??= openPool(around.thread!, most - 1, "networks", YOUNG);
    const inThreads = Array.from({ length: others }, () => pool!.run(share).catch(lost));
    const own = await workOff(share, here, tell);
    return inOrder(count, [own, ...(await Promise.all(inThreads))]);
  }

  return {
    description,
    async run(jobs) {
      expected += jobs.length;
      const travels = jobs.map((job) => elsewhere?.takes(job) === true);
      const share = shareOf(jobs.filter((_, at) => !travels[at]));
      let arrived = 0;
      const tell = (): void => onProgress?.(before + arrived + doneOf(share), expected);
      const runThere = async (job: NetworkJob): Promise<NetworkResult | Error> => {
        const result = await elsewhere!.run(job).catch(lost);
        arrived++;
        tell();
        return result;
      };
      const there = Promise.all(jobs.filter((_, at) => travels[at]).map(runThere));
      const [own, others] = [(await runHere(share, tell)).values(), (await there).values()];
      before += jobs.length;
      onProgress?.(before, expected);
      return travels.map((isThere) => (isThere ? others : own).next().value!);
    },
    async close() {
      await pool?.close();
      await elsewhere?.close(true);
      await subject.close();
    },
  };
}

/** Why there is no result: what a thread that ended had done is gone with it. */
const lost = (error: Error): Error => error;

function inOrder(count: number, from: readonly (NetworkResults | Error)[]): JobResults {
  const failure = from.find((one): one is Error => one instanceof Error);
  const results = new Array<NetworkResult | Error>(count).fill(failure ?? new Error("propagate: a thread must answer"));
  for (const done of from) if (!(done instanceof Error)) for (const [at, result] of done) results[at] = result;
  return results;
}
