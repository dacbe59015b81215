/** A worker: takes jobs from Redis, runs them in threads, and answers. The main thread stays free to renew their locks. */
import type { Job as QueuedJob, Worker } from "bullmq";
import { openPool } from "../machine/pool.js";
import { slots } from "../machine/slots.js";
import type { SubjectSpec } from "../subject/spec.js";
import { oneLine } from "../weights/oneLine.js";
import { connect, type FleetAddress, placeOf, requireServer } from "./address.js";
import { writeFound, writeRefused } from "./answer.js";
import { type Envelope, jobIdOf, MOST_ANSWER, MOST_JOB, opened, sealed } from "./envelope.js";
import { kindOf, type ThreadJob, type ThreadResult } from "./kinds.js";
import { type ReceivedJob, readJob } from "./message.js";
import { ATTEMPTS, keepCompleted, keepFailed, loadBullmq, loadRedis, PREFIX, queueName, sayRarely } from "./queue.js";
import { targetOf } from "./served.js";

export interface ServeOptions {
  readonly address: FleetAddress;
  readonly name: string;
  readonly threads: number;
  /** Seconds without a sign of life after which a worker's jobs are given to another worker. */
  readonly lock: number;
  /** Seconds that a job may take. */
  readonly limit: number;
  /** The subjects that it may draw from. */
  readonly subjects: readonly SubjectSpec[];
  readonly version: string;
  /** The module that its threads run. */
  readonly thread: URL;
  readonly say: (line: string) => void;
}

export interface Serving {
  /** The number of answered jobs. */
  count(): number;
  /** Takes no more jobs, and waits for the running ones. */
  drain(): Promise<void>;
}

/** The number of completed jobs to keep if the coordinator set no bound. */
const KEPT = 1000;

/** If jobs are shorter than this, the next one is fetched while a thread works; longer ones are left to a free worker. */
const SHORT_MS = 1000;

/** @throws Error of one line where the packages or the server are not there */
export async function serve(options: ServeOptions): Promise<Serving> {
  const { address, name, threads, subjects, version, thread } = options;
  const [bullmq, client] = [await loadBullmq(), await loadRedis()];
  const say = sayRarely(options.say);
  const redis = connect(client, address, `${PREFIX}-worker`);
  await requireServer(redis, address, say);
  redis.on("error", (error) => say(`worker ${name}: ${placeOf(address)}: ${error.message}; waiting until it is back`));
  const pool = openPool<ThreadJob, ThreadResult>(thread, threads, { task: "fleet" });
  const inThread = slots(threads);
  let done = 0;
  const workers = subjects.map((spec): Worker => {
    const doing: Doing = (job) =>
      inThread(async () => {
        const start = performance.now();
        const result = await pool.run(job, AbortSignal.timeout(1000 * options.limit));
        worker.concurrency = threads + (performance.now() - start < SHORT_MS ? 1 : 0);
        return result;
      });
    const answer = answering(spec, doing, options, (reason) => new bullmq.UnrecoverableError(reason));
    const worker: Worker = new bullmq.Worker(
      queueName(version, targetOf(spec)),
      async (job: QueuedJob) => {
        const answered = await answer(job);
        done++;
        return answered;
      },
      {
        ...{ connection: redis, prefix: PREFIX, name, concurrency: threads },
        ...{ lockDuration: 1000 * options.lock, stalledInterval: 1000 * options.lock, maxStalledCount: 1 },
        ...{ removeOnComplete: keepCompleted(KEPT), removeOnFail: keepFailed, runRetryDelay: 1000 },
      },
    );
    worker.on("error", (error) => say(`worker ${name}: ${oneLine(error.message, 300)}`));
    worker.on("failed", (_, error) => say(`worker ${name}: a job failed: ${oneLine(error.message, 300)}`));
    return worker;
  });
  return {
    count: () => done,
    async drain() {
      await Promise.all(workers.map((worker) => worker.close()));
      await pool.close();
      redis.disconnect();
    },
  };
}

/** Does a job when a thread is free; its time limit counts from then. */
type Doing = (job: ThreadJob) => Promise<ThreadResult>;

/** Turns a job read from Redis into the answer to write there. */
function answering(
  spec: SubjectSpec,
  doing: Doing,
  { address: { secret }, name, threads, limit, version }: ServeOptions,
  hopeless: (reason: string) => Error,
): (job: QueuedJob) => Promise<Envelope> {
  return async ({ id = "", data, attemptsMade }) => {
    let received: ReceivedJob;
    try {
      const body = opened(data, id, MOST_JOB, secret, "job");
      if (jobIdOf(body) !== id) throw new Error("job: must be named by the digest of its body, got another name");
      received = readJob(body, version, spec);
    } catch (error) {
      throw hopeless((error as Error).message);
    }
    const stamp = { version, plan: received.message.plan, job: id };
    try {
      const result = await done(received);
      const isOwnError = result instanceof Error;
      const absence = isOwnError ? undefined : kindOf(received.job).absence?.(result);
      if (absence !== undefined && attemptsMade + 1 < ATTEMPTS) throw new Error(absence);
      const body = isOwnError ? writeRefused(stamp, result.message) : writeFound(stamp, received.job, result);
      if (body.length > MOST_ANSWER)
        throw new Error(`answer: must have at most ${MOST_ANSWER} characters, got ${body.length}`);
      return sealed(body, id, secret);
    } catch (error) {
      if (attemptsMade + 1 < ATTEMPTS) throw error;
      const reason = `fleet: could not be done: ${oneLine((error as Error).message, 500)}`;
      return sealed(writeRefused(stamp, reason), id, secret);
    }
  };

  function done({ job, message: { subject } }: ReceivedJob): Promise<ThreadResult> {
    kindOf(job).requireRoom(`worker ${name}`, job, threads);
    return doing({ job, subject }).catch((error: Error) => {
      throw error.name === "AbortError" ? new Error(`must take at most ${limit} s (worker --limit), got more`) : error;
    });
  }
}
