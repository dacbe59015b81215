/**
 * The coordinator of a plan: puts its jobs into Redis, some thousand at a time, and reads the answers. It recovers from
 * lost events, jobs and answers and from outages of the server, and accepts only answers of the right form.
 */
import { setTimeout as sleep } from "node:timers/promises";
import type { Queue, QueueEvents } from "bullmq";
import type { Redis } from "ioredis";
import type { RemoteRunner } from "../gate/remoteRunner.js";
import { slots } from "../machine/slots.js";
import { connect, type FleetAddress, placeOf, requireServer } from "./address.js";
import { readAnswer } from "./answer.js";
import { type Envelope, jobIdOf, MOST_ANSWER, MOST_JOB, opened, sealed } from "./envelope.js";
import { find } from "./jobState.js";
import { type FleetJob, type FleetResult, kindOf } from "./kinds.js";
import { type JobSender, writeJob } from "./message.js";
import {
  ATTEMPTS,
  FIRST_PAUSE_MS,
  keepCompleted,
  keepFailed,
  loadBullmq,
  loadRedis,
  MOST_EVENTS,
  PREFIX,
  queueName,
  sayRarely,
} from "./queue.js";
import { targetOf } from "./served.js";

export interface CoordinatorOptions extends JobSender {
  readonly address: FleetAddress;
  readonly say: (line: string) => void;
  /**
   * Receives the function that ends the coordinator and deletes its answers from Redis, if more than this plan must finish
   * first.
   */
  readonly endLater?: (end: () => Promise<void>) => void;
}

/** Jobs in Redis at once, of one coordinator. */
const WINDOW = 2048;
/** Time without news after which a job's state is read. */
const LOOK_MS = 5000;
/** The pause after Redis has no room or answers with an error. */
const PAUSE_MS = 2000;
/** A job is given up after it was lost with its worker, or got an invalid answer, this many times. */
const MOST_ROUNDS = 4;
const SILENCE_MS = 10_000;
/** Time that the end of a run may take. */
const LEAVE_MS = 10_000;

/** A job that is not answered yet. */
interface Pending {
  readonly id: string;
  readonly job: FleetJob;
  readonly envelope: Envelope;
  readonly result: Promise<FleetResult | Error>;
  readonly settle: (result: FleetResult | Error) => void;
  /** The time of the last news, or of the last reading of its state. */
  looked: number;
  looking: boolean;
  rounds: number;
}

/** @throws Error of one line where the packages or the server are not there */
export async function openCoordinator(options: CoordinatorOptions): Promise<RemoteRunner<FleetJob, FleetResult>> {
  const { address, spec, version } = options;
  const [bullmq, client] = [await loadBullmq(), await loadRedis()];
  const say = sayRarely(options.say);
  const redis = connect(client, address, `${PREFIX}-coordinator`);
  await requireServer(redis, address, say);
  redis.on("error", (error) => say(`fleet: ${placeOf(address)}: ${error.message}; waiting until it is back`));
  const name = queueName(version, targetOf(spec));
  const queue = new bullmq.Queue(name, {
    ...{ connection: redis, prefix: PREFIX, streams: { events: { maxLen: MOST_EVENTS } } },
    defaultJobOptions: {
      attempts: ATTEMPTS,
      backoff: { type: "exponential", delay: FIRST_PAUSE_MS },
      removeOnFail: keepFailed,
      stackTraceLimit: 0,
    },
  });
  queue.on("error", () => {});
  const events = new bullmq.QueueEvents(name, { connection: redis.duplicate(), prefix: PREFIX });
  return new Coordinator(options, { redis, queue, events, name, say });
}

interface Connections {
  readonly redis: Redis;
  readonly queue: Queue;
  readonly events: QueueEvents;
  readonly name: string;
  readonly say: (line: string) => void;
}

class Coordinator implements RemoteRunner<FleetJob, FleetResult> {
  readonly #inWindow = slots(WINDOW);
  readonly #pending = new Map<string, Pending>();
  /** Answered jobs that Redis still keeps, the oldest first. */
  readonly #taken = new Set<string>();
  readonly #timer: NodeJS.Timeout;
  #lastNews = performance.now();
  #closed = false;

  constructor(
    private readonly options: CoordinatorOptions,
    private readonly to: Connections,
  ) {
    const { events } = to;
    const hear = ({ jobId }: { readonly jobId: string }): void => void this.#look(jobId);
    events.on("completed", hear);
    events.on("failed", hear);
    events.on("duplicated", hear);
    // An unreadable event ends the reading of events: it starts again, and the states of jobs show what was missed.
    events.on("error", () => {
      setTimeout(() => this.#closed || events.run().catch(() => {}), PAUSE_MS).unref();
    });
    this.#timer = setInterval(() => this.#lookAfterAll(), LOOK_MS / 5);
  }

  takes(job: FleetJob): boolean {
    return kindOf(job).travels(job) && writeJob(job, this.options).length <= MOST_JOB;
  }

  run(job: FleetJob): Promise<FleetResult> {
    return this.#inWindow(async () => {
      const body = writeJob(job, this.options);
      const id = jobIdOf(body);
      // A plan may contain the same job twice: both wait for one answer.
      const { result } = this.#pending.get(id) ?? this.#begin(id, job, body);
      const found = await result;
      if (found instanceof Error) throw found;
      return found;
    });
  }

  #begin(id: string, job: FleetJob, body: string): Pending {
    const envelope = sealed(body, id, this.options.address.secret);
    let settle: Pending["settle"] = () => {};
    const result = new Promise<FleetResult | Error>((resolve) => {
      settle = resolve;
    });
    const pending = { id, job, envelope, result, settle, looked: performance.now(), looking: false, rounds: 0 };
    this.#pending.set(id, pending);
    void this.#submit(pending);
    return pending;
  }

  async close(complete: boolean): Promise<void> {
    const { endLater } = this.options;
    if (endLater === undefined) await this.#end(complete);
    else endLater(() => this.#end(complete));
  }

  async #end(complete: boolean): Promise<void> {
    this.#closed = true;
    clearInterval(this.#timer);
    // The report does not wait for an absent server: answers that stay there expire.
    await Promise.race([this.#leave(complete), sleep(LEAVE_MS, undefined, { ref: false })]);
    this.to.redis.disconnect();
  }

  async #leave(complete: boolean): Promise<void> {
    const { queue, events } = this.to;
    if (complete) await Promise.all([...this.#taken].map((id) => queue.remove(id).catch(() => {})));
    await events.close().catch(() => {});
    await queue.close().catch(() => {});
  }

  async #submit(pending: Pending): Promise<void> {
    const { id, job, envelope } = pending;
    const { name, kept } = kindOf(job);
    while (!this.#closed && this.#pending.has(id)) {
      try {
        await this.to.queue.add(name, envelope, { jobId: id, removeOnComplete: keepCompleted(kept) });
        pending.looked = performance.now();
        return;
      } catch (error) {
        this.to.say(`fleet: ${placeOf(this.options.address)}: ${(error as Error).message}; trying again`);
        await sleep(PAUSE_MS);
      }
    }
  }

  #lookAfterAll(): void {
    const now = performance.now();
    for (const { id, looked } of this.#pending.values()) if (now - looked > LOOK_MS) void this.#look(id);
    if (now - this.#lastNews < SILENCE_MS || this.#pending.size === 0) return;
    this.#lastNews = now;
    void this.#sayWhoServes();
  }

  async #sayWhoServes(): Promise<void> {
    const { queue, say } = this.to;
    const count = await queue.getWorkersCount().catch(() => undefined);
    if (count !== 0 || this.#closed) return;
    const { spec, version, address } = this.options;
    const served = spec.command === undefined ? `the subject ${spec.subject}` : "this --command";
    say(
      `fleet: no worker of initgate ${version} at ${placeOf(address)} serves ${served}: start initgate worker --redis URL`,
    );
  }

  /** Reads a job's state, and acts on it. */
  async #look(id: string): Promise<void> {
    const pending = this.#pending.get(id);
    if (pending === undefined || pending.looking || this.#closed) return;
    pending.looking = true;
    try {
      const found = await find(this.to.redis, this.to.name, id);
      if (found.state === "completed") await this.#take(pending, found.answer);
      else if (found.state === "failed") await this.#again(pending, "lost with every worker that took it");
      else if (found.state === "missing") await this.#submit(pending);
    } catch {
      // The server is absent: the state is read again later.
    } finally {
      pending.looking = false;
      pending.looked = performance.now();
    }
  }

  async #take(pending: Pending, value: unknown): Promise<void> {
    const { id, job } = pending;
    const { version, plan, address } = this.options;
    let result: FleetResult | Error;
    try {
      const body = opened(value, id, MOST_ANSWER, address.secret, "answer");
      result = readAnswer(body, { version, plan: plan.digest, job: id }, job, plan.subject);
    } catch (error) {
      this.to.say(`fleet: an answer is refused: ${(error as Error).message}`);
      return this.#again(pending, "answered only with what is no answer");
    }
    this.#settle(pending, result);
  }

  /** Puts the job again, or gives it up. */
  async #again(pending: Pending, what: string): Promise<void> {
    await this.to.queue.remove(pending.id);
    if (++pending.rounds < MOST_ROUNDS) return this.#submit(pending);
    this.#settle(pending, new Error(`fleet: the job was ${what}, ${MOST_ROUNDS} times: run it alone`));
  }

  #settle({ id, job, settle }: Pending, result: FleetResult | Error): void {
    this.#pending.delete(id);
    this.#taken.add(id);
    if (this.#taken.size > kindOf(job).kept) this.#taken.delete(this.#taken.values().next().value!);
    this.#lastNews = performance.now();
    settle(result);
  }
}
