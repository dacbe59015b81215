/**
 * The queues of a fleet: their names, what Redis keeps of them, and the optional packages that run them, loaded when they are
 * first used.
 */

/** The prefix of every key. */
export const PREFIX = "initgate";

const WEEK = 7 * 24 * 3600;

/** The number of finished jobs kept for a coordinator that is started again; the oldest are removed first. */
export const keepCompleted = (count: number) => ({ age: WEEK, count });
export const keepFailed = { age: WEEK, count: 1000 };

/** Events are hints: the states of jobs show what lost events would have said. */
export const MOST_EVENTS = 1000;

/** Seconds that a worker may be silent before its jobs are given to another. */
export const LOCK_SECONDS = 30;

/** Attempts at a job whose worker fails, with a pause of one second, then two. */
export const ATTEMPTS = 3;
export const FIRST_PAUSE_MS = 1000;

/** Each version has its own queues, one for each subject, because workers may serve some subjects only. */
export const queueName = (version: string, target: string): string => `${version}-${target}`;

export const jobKey = (queue: string, job: string): string => `${PREFIX}:${queue}:${job}`;

export async function loadBullmq(): Promise<typeof import("bullmq")> {
  return import("bullmq").catch(() => missing("bullmq"));
}

export async function loadRedis(): Promise<typeof import("ioredis").Redis> {
  const { Redis } = await import("ioredis").catch(() => missing("ioredis"));
  return Redis;
}

function missing(name: string): never {
  throw new Error(`--redis: must have the package ${name}, got none: npm install bullmq ioredis`);
}

/** Prints a line, but not the same again within ten seconds: errors repeat. */
export function sayRarely(say: (line: string) => void, now: () => number = () => performance.now()): typeof say {
  const last = new Map<string, number>();
  return (line) => {
    if (now() - (last.get(line) ?? Number.NEGATIVE_INFINITY) < 10_000) return;
    if (last.size > 100) last.clear();
    last.set(line, now());
    say(line);
  };
}
