/** The address of a fleet's Redis, and connections to it. */
import type { Redis } from "ioredis";

export interface FleetAddress {
  /** redis://, or rediss:// for TLS; it may have a user, a password and a database. */
  readonly url: string;
  /** Used if the URL has none: other users can read a command line. */
  readonly password?: string;
  /** Shared by coordinators and workers: messages without its seal are refused. */
  readonly secret?: string;
}

const CONNECT_MS = 10_000;
const LONGEST_RETRY_MS = 2000;

/** @throws Error of one line where it is no such URL */
export function requireRedisUrl(words: string): string {
  let url: URL | undefined;
  try {
    url = new URL(words);
  } catch {}
  const known = url !== undefined && ["redis:", "rediss:"].includes(url.protocol) && url.hostname !== "";
  if (!known) throw new Error("must be redis://[user:password@]host[:port][/db], or rediss:// for TLS");
  return words;
}

/** Host and port, without secrets. */
export function placeOf({ url }: FleetAddress): string {
  const { protocol, hostname, port, pathname } = new URL(url);
  return `${protocol}//${hostname}:${port || 6379}${pathname === "/" ? "" : pathname}`;
}

/** A connection that reconnects after every outage; its commands wait until then. */
export function connect(client: typeof Redis, { url, password }: FleetAddress, name: string): Redis {
  const { password: inUrl } = new URL(url);
  const options = {
    ...(inUrl === "" && password !== undefined ? { password } : {}),
    ...lasting,
    connectionName: name,
  };
  return new client(url, options);
}

const lasting = {
  maxRetriesPerRequest: null,
  connectTimeout: CONNECT_MS,
  lazyConnect: true,
  retryStrategy: (times: number) => Math.min(100 * 2 ** Math.min(times, 10), LONGEST_RETRY_MS),
};

/**
 * Tests once that the server answers and does not evict keys.
 *
 * @throws Error of one line where it cannot be reached, or may drop keys to make room
 */
export async function requireServer(redis: Redis, address: FleetAddress, say: (line: string) => void): Promise<void> {
  const place = placeOf(address);
  let reason: string | undefined;
  const listener = (error: Error): void => {
    reason ??= (error as NodeJS.ErrnoException).code ?? error.message;
  };
  redis.on("error", listener);
  const answer = redis.connect().then(() => redis.info("memory"));
  answer.catch(() => {});
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, CONNECT_MS, undefined).unref());
  const memory = await Promise.race([answer.catch(listener), late]);
  redis.off("error", listener);
  if (typeof memory !== "string") {
    redis.disconnect();
    throw new Error(`--redis: must reach a Redis server at ${place}, got ${reason ?? "no answer"}`);
  }
  const [, policy] = /^maxmemory_policy:(\S+)/m.exec(memory) ?? [];
  if (policy === undefined) say(`--redis: ${place} does not tell its maxmemory-policy: it must be noeviction`);
  else if (policy !== "noeviction") {
    redis.disconnect();
    throw new Error(
      `--redis: ${place} must have the maxmemory-policy noeviction, got ${policy}: it would drop jobs (CONFIG SET maxmemory-policy noeviction)`,
    );
  }
}
