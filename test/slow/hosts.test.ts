/** A fleet of three hosts, each in a network namespace of its own: one is cut off and joins again, and the report is that of one process. */
import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import { PREFIX, queueName } from "../../harness/fleet/queue.js";
import { packageVersion } from "../../harness/machine/packageFile.js";
import { initgate, ROOT } from "../run.js";
import { hasRedis, until } from "./redisServer.js";

/** Names of this run: another may have hosts too. */
const host = (name: string): string => `initgate-${name}-${process.pid}`;
const [QUEUE_HOST, NEAR, FAR] = [host("queue"), host("near"), host("far")];
const ADDRESS = "10.77.15.1";
const URL = `redis://${ADDRESS}:6379`;

const ip = (...words: readonly string[]): void => void execFileSync("ip", words, { stdio: "ignore" });

function hasNamespaces(): boolean {
  const probe = host("probe");
  if (spawnSync("ip", ["netns", "add", probe]).status !== 0) return false;
  const made = spawnSync("ip", ["-n", probe, "link", "add", "bridge0", "type", "bridge"]).status === 0;
  ip("netns", "delete", probe);
  return made;
}

const able = hasRedis && hasNamespaces();
if (!able)
  console.warn(
    "SKIPPED: test/slow/hosts.test.ts needs redis-server, iproute2 and the right to make network namespaces",
  );

const running: ChildProcess[] = [];
let folder = "";
afterEach(() => {
  for (const child of running.splice(0)) child.kill("SIGKILL");
  for (const name of [NEAR, FAR, QUEUE_HOST]) spawnSync("ip", ["netns", "delete", name]);
  if (folder !== "") rmSync(folder, { recursive: true, force: true });
});

/** Two hosts on a bridge of the third, which has the queue. */
function wire(): void {
  for (const name of [QUEUE_HOST, NEAR, FAR]) {
    ip("netns", "add", name);
    ip("-n", name, "link", "set", "lo", "up");
  }
  ip("-n", QUEUE_HOST, "link", "add", "bridge0", "type", "bridge");
  ip("-n", QUEUE_HOST, "address", "add", `${ADDRESS}/24`, "dev", "bridge0");
  ip("-n", QUEUE_HOST, "link", "set", "bridge0", "up");
  for (const [name, port, address] of [
    [NEAR, "near0", "10.77.15.2/24"],
    [FAR, "far0", "10.77.15.3/24"],
  ] as const) {
    ip("link", "add", port, "netns", QUEUE_HOST, "type", "veth", "peer", "name", "eth0", "netns", name);
    ip("-n", QUEUE_HOST, "link", "set", port, "master", "bridge0", "up");
    ip("-n", name, "address", "add", address, "dev", "eth0");
    ip("-n", name, "link", "set", "eth0", "up");
  }
}

/** Runs a program on a host. */
function on(name: string, ...words: readonly string[]) {
  const child = spawn("ip", ["netns", "exec", name, ...words], { stdio: ["ignore", "ignore", "pipe"] });
  running.push(child);
  let text = "";
  child.stderr!.on("data", (chunk: Buffer) => {
    text += chunk.toString("utf8");
  });
  const ended = new Promise<number | string>((resolve) => child.once("close", (code, by) => resolve(code ?? by ?? "")));
  return { child, ended, stderr: () => text };
}

const program = (name: string, ...words: readonly string[]) =>
  on(name, process.execPath, join(ROOT, "dist", "cli.js"), ...words);

const redisSays = (...words: readonly string[]): string =>
  spawnSync("ip", ["netns", "exec", QUEUE_HOST, "redis-cli", "-h", ADDRESS, ...words], {
    encoding: "utf8",
  }).stdout.trim();

const completed = (): number =>
  Number(redisSays("zcard", `${PREFIX}:${queueName(packageVersion, "reference")}:completed`));

const LOCK = 3;
const SHAPES = Array.from({ length: 30 }, (_, k) => `${20 + k}x${60 - k}`);
const SWEEP = [
  "check",
  "--initializer",
  "he_*,glorot_*,lecun_*,random_*",
  "--shape",
  SHAPES.join(),
  "--samples",
  "20000",
];

test.skipIf(!able)("a worker that is cut off and joined again goes on, and the sweep ends right", async () => {
  folder = mkdtempSync(join(tmpdir(), "initgate-hosts-"));
  wire();
  on(QUEUE_HOST, "redis-server", "--bind", ADDRESS, "--protected-mode", "no", "--dir", folder, "--save", "");
  await until(() => redisSays("ping") === "PONG");
  const worker = ["worker", "--redis", URL, "--threads", "1", "--lock", String(LOCK), "--name"];
  const [near, far] = [program(NEAR, ...worker, "near"), program(FAR, ...worker, "far")];
  for (const one of [near, far]) await until(() => one.stderr().includes(`serves ${URL}`));
  const out = join(folder, "fleet");
  const coordinator = program(QUEUE_HOST, ...SWEEP, "--quiet", "--redis", URL, "--out", out);
  await until(() => completed() >= 20);
  ip("-n", QUEUE_HOST, "link", "set", "far0", "down");
  const before = completed();
  // The other one goes on alone, then ends: a fast machine would be done before the lock of the one cut off has lapsed.
  await until(() => completed() >= before + 5);
  near.child.kill("SIGTERM");
  expect(await near.ended, near.stderr()).toBe(143);
  await sleep(2500 * LOCK);
  ip("-n", QUEUE_HOST, "link", "set", "far0", "up");
  // What is left is done by the one that was away.
  expect(coordinator.child.exitCode).toBe(null);
  expect(await coordinator.ended, coordinator.stderr()).toBe(0);
  far.child.kill("SIGTERM");
  expect(await far.ended, far.stderr()).toBe(143);
  expect(far.stderr()).toMatch(/worker far: answered \d+ jobs/);
  const alone = join(folder, "one");
  expect(initgate([...SWEEP, "--quiet", "--out", alone]).code).toBe(0);
  for (const name of readdirSync(alone))
    expect(`${name} ${readFileSync(join(out, name)).equals(readFileSync(join(alone, name)))}`).toBe(`${name} true`);
});
