/** The queues of a fleet: their names, what Redis keeps of them, and the packages that run them, loaded when they are wanted. */

/** Every key begins so. */
export const PREFIX = "initgate";

const WEEK = 7 * 24 * 3600;

/** So many finished jobs, for a coordinator that comes back; the oldest go first. */
export const keepCompleted = (count: number) => ({ age: WEEK, count });
export const keepFailed = { age: WEEK, count: 1000 };

/** Events only say where to look: what is lost of them is found by asking. */
export const MOST_EVENTS = 1000;

/** Seconds that a worker may be silent before its jobs are given to another. */
export const LOCK_SECONDS = 30;

/** Runs of a job that fails where it is run: with a pause of one second, then two. */
export const ATTEMPTS = 3;
export const FIRST_PAUSE_MS = 1000;

/** Versions do not meet: each has queues of its own, and one for each subject that workers may serve or not. */
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

/** Says a line, but not the same again within ten seconds: what goes wrong goes wrong often. */
export function sayRarely(say: (line: string) => void, now: () => number = () => performance.now()): typeof say {
  const last = new Map<string, number>();
  return (line) => {
    if (now() - (last.get(line) ?? Number.NEGATIVE_INFINITY) < 10_000) return;
    if (last.size > 100) last.clear();
    last.set(line, now());
    say(line);
  };
}
