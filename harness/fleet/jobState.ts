/** The state of a job in Redis, which is validated like any message. */
import type { Redis } from "ioredis";
import { MOST_ANSWER } from "./envelope.js";
import { jobKey, PREFIX } from "./queue.js";

export type JobState =
  | { readonly state: "open" | "missing" | "failed" }
  | { readonly state: "completed"; readonly answer: unknown };

/** Room for the quotes around an answer of the largest size. */
const MOST_TEXT = 2 * MOST_ANSWER;

/** @throws Error where Redis does not answer */
export async function find(redis: Redis, queue: string, job: string): Promise<JobState> {
  const key = jobKey(queue, job);
  const [completed, failed, size, exists] = await Promise.all([
    redis.zscore(`${PREFIX}:${queue}:completed`, job),
    redis.zscore(`${PREFIX}:${queue}:failed`, job),
    redis.hstrlen(key, "returnvalue"),
    redis.exists(key),
  ]);
  if (exists === 0) return { state: "missing" };
  if (failed !== null) return { state: "failed" };
  if (completed === null) return { state: "open" };
  if (size > MOST_TEXT) return { state: "completed", answer: `text of ${size} bytes` };
  return { state: "completed", answer: parsedOr((await redis.hget(key, "returnvalue")) ?? "") };
}

function parsedOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
