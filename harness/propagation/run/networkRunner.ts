/** Runs networks in this thread and in others, up to the requested number of threads, or on other machines. */

import { admission } from "../../machine/admission.js";
import { usefulThreads } from "../../machine/bounds.js";
import { openPool, type Pool } from "../../machine/pool.js";
import type { Surroundings } from "../../subject/open.js";
import { isProcess, openSubject } from "../../subject/open.js";
import { reopeningSubject } from "../../subject/reopeningSubject.js";
import type { Description } from "../../subject/subject.js";
import { type NetworkJob, type NetworkResult, runNetJob, runPredictJob } from "./netJob.js";
import type { PropagationSettings } from "./options.js";
import { type Done, doneOf, shareOf, type WorkShare, workOff } from "./share.js";

export interface NetworkRunner {
  readonly description: Description;
  /**
   * Returns results in the order of the jobs; an Error for a failed job. `fateOf` numbers the groups of jobs, from 0, that
   * are useless after one of them has failed; by default each job is a group of its own.
   */
  run(jobs: readonly NetworkJob[], fateOf?: (at: number) => number): Promise<JobResults>;
  close(): Promise<void>;
}

type JobResults = readonly (NetworkResult | Error)[];

type NetworkResults = readonly Done<NetworkResult>[];

/** MB of short-lived objects in a thread; vectors are stored elsewhere. */
const YOUNG = 4;

/** `digest` is that of the whole plan; `thread` is the module that a worker thread runs; absent, everything runs here. */
export async function openNetworkRunner(
  options: PropagationSettings,
  digest: string,
  around: Surroundings & { readonly thread?: URL },
): Promise<NetworkRunner> {
  const { spec, threads, onProgress, ownActivations } = options;
  const subject = reopeningSubject(() => openSubject(spec, around));
  const start = performance.now();
  const { description } = await subject.get();
  const startMs = performance.now() - start;
  const elsewhere = await options.elsewhere?.({ digest, subject: description }).catch(async (error: Error) => {
    await subject.close();
    throw error;
  });
  const most = around.thread === undefined ? 1 : usefulThreads(threads);
  let pool: Pool<WorkShare<NetworkJob>, NetworkResults> | undefined;
  const here = async (job: NetworkJob): Promise<NetworkResult> =>
    job.kind === "net"
      ? runNetJob(job, await subject.get(), around, ownActivations)
      : runPredictJob(job, around, { own: ownActivations });
  let [before, expected] = [0, 0];

  async function runHere(share: WorkShare<NetworkJob>, tell: () => void): Promise<JobResults> {
    const count = share.jobs.length;
    const others = Math.max(0, Math.min(most, count) - 1);
    // A further process is started only if there is enough work to be worth its start.
    const paying = isProcess(spec) ? admission(startMs) : undefined;
    const own = workOff(share, here, () => {
      paying?.tell(doneOf(share), count);
      tell();
    });
    const allDone = own.then(() => false);
    const inThreads = Array.from({ length: others }, async (_, k) => {
      const pays = paying?.admitted(k + 1).then(() => true) ?? true;
      if (!(await Promise.race([pays, allDone]))) return [];
      pool ??= openPool(around.thread!, most - 1, { task: "networks", young: YOUNG, closesAll: isProcess(spec) });
      return pool.run(share).catch(lost);
    });
    return inOrder(count, await Promise.all([own, ...inThreads]));
  }

  return {
    description,
    async run(jobs, fateOf = (at) => at) {
      expected += jobs.length;
      const travels = jobs.map((job) => elsewhere?.takes(job) === true);
      const places = [...jobs.keys()].filter((at) => !travels[at]);
      const share = shareOf(
        places.map((at) => jobs[at]!),
        places.map(fateOf),
      );
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

/** The reason for a missing result: a thread that ended took its results with it. */
const lost = (error: Error): Error => error;

function inOrder(count: number, from: readonly (NetworkResults | Error)[]): JobResults {
  const failure = from.find((one): one is Error => one instanceof Error);
  const results = new Array<NetworkResult | Error>(count).fill(failure ?? new Error("propagate: a thread must answer"));
  for (const done of from) if (!(done instanceof Error)) for (const [at, result] of done) results[at] = result;
  return results;
}
