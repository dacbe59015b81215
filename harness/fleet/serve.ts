/** The side that judges: takes jobs from Redis, runs them in threads, and answers. The main thread stays free to keep their locks. */
import type { Job as QueuedJob, Worker } from "bullmq";
import type { CaseJob } from "../gate/caseJob.js";
import { requireRoom } from "../gate/room.js";
import { openPool, type Pool } from "../machine/pool.js";
import type { CaseResult } from "../record/index.js";
import type { SubjectSpec } from "../subject/spec.js";
import { oneLine } from "../weights/oneLine.js";
import { connect, type FleetAddress, placeOf, requireServer } from "./address.js";
import { writeJudged, writeRefused } from "./caseAnswer.js";
import { type CaseMessage, readCaseMessage } from "./caseMessage.js";
import { type Envelope, jobIdOf, MOST_ANSWER, MOST_JOB, opened, sealed } from "./envelope.js";
import { ATTEMPTS, keepCompleted, keepFailed, loadBullmq, loadRedis, PREFIX, queueName, sayRarely } from "./queue.js";
import { ownSpec, targetOf } from "./served.js";

export interface ServeOptions {
  readonly address: FleetAddress;
  readonly name: string;
  readonly threads: number;
  /** Seconds that it may be silent before its jobs are another's. */
  readonly lock: number;
  /** Seconds that a job may take. */
  readonly limit: number;
  /** What it may draw from. */
  readonly subjects: readonly SubjectSpec[];
  readonly version: string;
  /** The module that its threads run. */
  readonly thread: URL;
  readonly say: (line: string) => void;
}

export interface Serving {
  /** Jobs that were answered. */
  count(): number;
  /** Takes no more jobs, and waits for those under way. */
  drain(): Promise<void>;
}

/** @throws Error of one line where the packages or the server are not there */
export async function serve(options: ServeOptions): Promise<Serving> {
  const { address, name, threads, subjects, version, thread } = options;
  const [bullmq, client] = [await loadBullmq(), await loadRedis()];
  const say = sayRarely(options.say);
  const redis = connect(client, address, `${PREFIX}-worker`);
  await requireServer(redis, address, say);
  redis.on("error", (error) => say(`worker ${name}: ${placeOf(address)}: ${error.message}; waiting until it is back`));
  const pool = openPool<CaseJob, CaseResult>(thread, threads);
  let done = 0;
  const workers = subjects.map((spec): Worker => {
    const answer = answering(spec, pool, options, (reason) => new bullmq.UnrecoverableError(reason));
    const worker = new bullmq.Worker(
      queueName(version, targetOf(spec)),
      async (job: QueuedJob) => {
        const answered = await answer(job);
        done++;
        return answered;
      },
      {
        ...{ connection: redis, prefix: PREFIX, name, concurrency: threads },
        ...{ lockDuration: 1000 * options.lock, stalledInterval: 1000 * options.lock, maxStalledCount: 1 },
        ...{ removeOnComplete: keepCompleted, removeOnFail: keepFailed, runRetryDelay: 1000 },
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

/** From a job as it lies in Redis to the answer that will. */
function answering(
  spec: SubjectSpec,
  pool: Pool<CaseJob, CaseResult>,
  { address: { secret }, name, threads, limit, version }: ServeOptions,
  hopeless: (reason: string) => Error,
): (job: QueuedJob) => Promise<Envelope> {
  const target = targetOf(spec);
  return async ({ id = "", data, attemptsMade }) => {
    let message: CaseMessage;
    try {
      const body = opened(data, id, MOST_JOB, secret, "job");
      if (jobIdOf(body) !== id) throw new Error("job: must be named by the digest of its body, got another name");
      message = readCaseMessage(body, { version, target });
    } catch (error) {
      throw hopeless((error as Error).message);
    }
    const stamp = { version, plan: message.plan, job: id };
    try {
      const result = await judged(message);
      const body = writeJudged(stamp, result);
      if (body.length > MOST_ANSWER)
        throw new Error(`answer: must have at most ${MOST_ANSWER} characters, got ${body.length}`);
      return sealed(body, id, secret);
    } catch (error) {
      if (attemptsMade + 1 < ATTEMPTS) throw error;
      return sealed(
        writeRefused(stamp, `fleet: could not be judged: ${oneLine((error as Error).message, 500)}`),
        id,
        secret,
      );
    }
  };

  async function judged({ one, budget, timeout, subject }: CaseMessage): Promise<CaseResult> {
    requireRoom(`worker ${name}`, [one], threads);
    const job = { one, budget, spec: ownSpec(spec, timeout) };
    const result = await pool.run(job, AbortSignal.timeout(1000 * limit)).catch((error: Error) => {
      throw error.name === "AbortError" ? new Error(`must take at most ${limit} s (worker --limit), got more`) : error;
    });
    const { subject: found, subjectVersion } = result.key;
    if (found !== subject.name || subjectVersion !== subject.version)
      throw new Error(
        `must be drawn by ${subject.name} ${subject.version}, got ${found} ${subjectVersion} at a worker`,
      );
    return result;
  }
}
