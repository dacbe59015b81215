/** What a fleet costs a job, and what a second worker gains: the same networks run by one process, by one worker and by two. */
import { readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { median } from "../../harness/bench/median.js";
import { RedisServer, type Running, until } from "../slow/redisServer.js";

/** One way to run networks. Where their subject waits, cores that are shared with other programs say little. */
export interface FleetCost {
  readonly ran: string;
  /** Milliseconds from one request to the next, of one process of the subject: the median over all of them. */
  readonly interval: number;
  /** Networks a second: as many processes of the subject as there are, each with that interval. */
  readonly rate: number;
}

const [FEW, NETWORKS] = [10, 100];

export async function fleetCosts(
  milliseconds: number,
  rounds: number,
  does: "waits" | "computes",
): Promise<readonly FleetCost[]> {
  const redis = new RedisServer(resolve("dist", "cli.js"));
  await redis.start();
  const ways = ["one process", "one worker", "two workers"].map((ran, workers) => ({
    ...{ ran, workers, intervals: [] as number[] },
  }));
  const asked = join(redis.folder, "asked");
  const subject = `node ${resolve("test", "subject", "programs", "waiting.mjs")} ${milliseconds} ${asked}${does === "computes" ? " computes" : ""}`;
  try {
    for (let round = 0; round < rounds; round++) {
      const running: Running[] = [];
      for (const { workers, intervals } of ways) {
        while (running.length < workers) running.push(await ready(redis, `w${round}-${running.length}`, subject));
        // The first run warms up: threads and subjects are started by it.
        await run(redis, subject, FEW, workers > 0);
        rmSync(asked);
        await run(redis, subject, NETWORKS, workers > 0);
        intervals.push(...intervalsIn(asked));
      }
      for (const { child } of running) child.kill("SIGTERM");
      await Promise.all(running.map(({ ended }) => ended));
    }
  } finally {
    await redis.close();
  }
  return ways.map(({ ran, workers, intervals }) => {
    const interval = median(intervals);
    return { ran, interval, rate: (1000 * Math.max(1, workers)) / interval };
  });
}

async function ready(redis: RedisServer, name: string, subject: string): Promise<Running> {
  const worker = redis.worker(name, ["--command", subject]);
  await until(() => worker.stderr().includes("serves"));
  return worker;
}

async function run(redis: RedisServer, subject: string, nets: number, isFleet: boolean): Promise<void> {
  const networks = ["propagate", "--command", subject, "--width", "8", "--depth", "1", "--nets", String(nets)];
  const where = isFleet ? ["--redis", redis.url] : [];
  const { ended, stderr } = redis.run([...networks, ...where, "--quiet", "--out", join(redis.folder, "out")]);
  if ((await ended) !== 0) throw new Error(`fleet: propagate must pass, got ${stderr()}`);
}

/** From one request to the next, of every process of its own. */
function intervalsIn(file: string): number[] {
  const times = new Map<string, number[]>();
  for (const line of readFileSync(file, "utf8").trim().split("\n")) {
    const [pid, time] = line.split(" ");
    times.set(pid!, [...(times.get(pid!) ?? []), Number(time)]);
  }
  return [...times.values()].flatMap((all) => all.slice(1).map((time, k) => time - all[k]!));
}
