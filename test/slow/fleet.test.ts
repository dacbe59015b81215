/** A fleet on a real Redis: whatever dies, stops, is cut off or is forged, the report is the same bytes as of one process. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Queue } from "bullmq";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Envelope, jobIdOf, sealed } from "../../harness/fleet/envelope.js";
import { PREFIX, queueName } from "../../harness/fleet/queue.js";
import { targetOf } from "../../harness/fleet/served.js";
import { packageVersion } from "../../harness/machine/packageFile.js";
import { openStream, wordAt } from "../../harness/random/index.js";
import { encodeNpy } from "../../harness/weights/npy.js";
import { fill, heNormal } from "../../index.js";
import { initgate, ROOT } from "../run.js";
import { zipOf } from "../weights/zipOf.js";
import { freePort, hasRedis, hasValkey, RedisServer, until } from "./redisServer.js";

if (!hasRedis) console.warn("SKIPPED: test/slow/fleet.test.ts needs redis-server (Debian: redis-server)");

if (!hasValkey) console.warn("SKIPPED: a fleet on Valkey needs valkey-server (Debian 13, or the backports of 12)");

const QUEUE = queueName(packageVersion, "reference");
const SMALL = ["check", "--initializer", "he_*,glorot_*,orthogonal", "--samples", "2000", "--quiet"];
const FLEET = { INITGATE_FLEET_SECRET: "of this fleet" };

/** Rounds of the sweep whose members are killed, each at moments of its own. */
const rounds = Array.from({ length: Number(process.env["FLEET_ROUNDS"] ?? 10) }, (_, round) => round);

/** Seconds that a worker may be silent. */
const LOCK = 2;

/** Jobs and answers pushed by a stranger. */
const FORGED_JOBS = 9000;
const FORGED_ANSWERS = 1000;

describe.skipIf(!hasRedis)("a fleet", () => {
  let redis: RedisServer;
  beforeEach(async () => {
    redis = new RedisServer();
    await redis.start();
  });
  afterEach(() => redis.close());

  const files = (folder: string): Record<string, string> =>
    Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), "utf8")]));

  function one(args: readonly string[]): Record<string, string> {
    const out = join(redis.folder, "one");
    initgate([...args, "--out", out]);
    return files(out);
  }

  function sameBytes(folder: string, expected: Record<string, string>): void {
    const found = files(folder);
    expect(Object.keys(found)).toEqual(Object.keys(expected));
    for (const [name, text] of Object.entries(expected)) expect(`${name} ${found[name] === text}`).toBe(`${name} true`);
  }

  const completed = (): Promise<number> => redis.client.zcard(`${PREFIX}:${QUEUE}:completed`);

  const SIZES = Array.from({ length: 22 }, (_, k) => k + 2);
  /** More than 2000 jobs: 352 cases, 1680 networks and 4 predictions, 60 tensors. */
  const MIXED = `
seed = 7
[[check]]
initializer = ["he_*", "glorot_*", "lecun_*", "random_*"]
shape = ${JSON.stringify(SIZES.flatMap((k) => [`${k + 6}x${40 - k}`, `${50 - k}x${k + 5}`]))}
samples = 300
[[propagate]]
initializer = ["he_normal", "glorot_uniform", "he_uniform", "lecun_normal"]
activation = ["relu"]
width = "8"
depth = 6
nets = 420
[[audit]]
files = ["model.npz"]
as = "w*=he_normal,zero=zeros"
layout = "io,o"
[[propagate]]
weights = ["weights.npy"]
as = "he_normal"
`;

  const TENSORS = 60;

  /** Weights of He's law, each with a seed of its own, and at the end a bias of zeros. */
  function modelOf(tensors: number): Uint8Array {
    const members = Array.from({ length: tensors - 1 }, (_, seed) => {
      const shape = [40 + (seed % 7), 60];
      const data = fill(heNormal, { shape, layout: "io", seed });
      return { name: `w${seed}.npy`, content: encodeNpy({ shape, dtype: "float32", data }) };
    });
    const zero = encodeNpy({ shape: [60], dtype: "float32", data: new Float32Array(60) });
    return zipOf([...members, { name: "zero.npy", content: zero }]);
  }

  function mixedPlan(): string {
    const plan = join(redis.folder, "plan.toml");
    writeFileSync(plan, MIXED);
    const weights = fill(heNormal, { shape: [64, 96], layout: "io", seed: 1 });
    writeFileSync(join(redis.folder, "weights.npy"), encodeNpy({ shape: [64, 96], dtype: "float32", data: weights }));
    writeFileSync(join(redis.folder, "model.npz"), modelOf(TENSORS));
    return plan;
  }

  /** The run in one process, which all rounds are compared with. */
  let alone: Record<string, string> | undefined;

  test.each(rounds)(
    "with its members killed, stopped and cut off, writes the bytes of one process (round %i)",
    async (round) => {
      const plan = mixedPlan();
      alone ??= one(["run", plan, "--quiet"]);
      const cases = alone["verdicts.csv"]!.trim().split("\n").length - 1;
      expect(cases).toBe(8 * 2 * SIZES.length);
      const jobs = cases + 4 * 420 + 4 + TENSORS;
      const out = join(redis.folder, "fleet");
      const coordinate = () => redis.run(["run", plan, "--redis", redis.url, "--out", out]);
      // Jobs that are answered when something happens next; every round has moments of its own.
      const stream = openStream(round, "moments");
      const moment = (k: number, most: number): number => 1 + Math.floor((most * wordAt(stream, k)) / 2 ** 32);
      const killed = moment(0, 300);
      const stopped = killed + moment(1, 300);
      const restarted = stopped + moment(2, 400);
      const abandoned = Math.max(restarted + moment(3, 600), round === 0 ? cases + 200 : 0);
      expect(abandoned).toBeLessThan(jobs - 400);
      const [a, b, c] = ["a", "b", "c"].map((name) => redis.worker(name, ["--lock", String(LOCK)]));
      const first = coordinate();
      const answered = (count: number) =>
        until(async () => {
          if (first.child.exitCode !== null) throw new Error(`must not end before ${count} answers: ${first.stderr()}`);
          return (await completed()) >= count;
        });
      await answered(killed);
      a!.child.kill("SIGKILL");
      await answered(stopped);
      // The other one is stopped too, and goes on first: alone for all that time, it could answer everything.
      for (const worker of [b!, c!]) worker.child.kill("SIGSTOP");
      await sleep(2500 * LOCK);
      c!.child.kill("SIGCONT");
      await sleep(250 * LOCK);
      b!.child.kill("SIGCONT");
      await answered(restarted);
      // In odd rounds it has no time to close its file.
      await redis.stop(round % 2 === 0 ? "SIGTERM" : "SIGKILL");
      await sleep(1000);
      // Nobody works until this test is connected again: on a fast machine all would be answered before.
      for (const worker of [b!, c!]) worker.child.kill("SIGSTOP");
      await redis.start();
      await redis.client.ping();
      for (const worker of [b!, c!]) worker.child.kill("SIGCONT");
      await answered(abandoned);
      first.child.kill("SIGKILL");
      expect(await first.ended).toBe("SIGKILL");
      const before = await completed();
      expect(before).toBeGreaterThanOrEqual(abandoned);
      for (const worker of [b!, c!]) worker.child.kill("SIGSTOP");
      const second = coordinate();
      // Where all cases were answered before, nobody works, and yet they are done.
      if (round === 0) await until(() => second.stderr().includes("initgate: 1/4 parts of the plan"), 60);
      for (const worker of [b!, c!]) worker.child.kill("SIGCONT");
      expect(await second.ended, second.stderr()).toBe(0);
      sameBytes(out, alone);
      for (const worker of [b!, c!]) worker.child.kill("SIGTERM");
      expect(await Promise.all([b!.ended, c!.ended]), b!.stderr() + c!.stderr()).toEqual([143, 143]);
      expect(c!.stderr()).toMatch(/worker c: answered \d+ jobs/);
      expect(await completed()).toBe(0);
    },
  );

  test("answers nobody but its own: forged jobs and answers crash nothing, run nothing and reach no report", async () => {
    const out = join(redis.folder, "fleet");
    const mark = join(redis.folder, "ran");
    const coordinator = redis.run([...SMALL, "--redis", redis.url, "--out", out], FLEET);
    const wait = `${PREFIX}:${QUEUE}:wait`;
    await until(async () => (await redis.client.llen(wait)) >= 30);
    const ids = await redis.client.lrange(wait, 0, -1);
    const bodies = new Map<string, string>();
    for (const id of ids)
      bodies.set(id, JSON.parse((await redis.client.hget(`${PREFIX}:${QUEUE}:${id}`, "data"))!).body);
    await forgeAnswers(ids);
    await forgeJobs([...bodies.values()], mark);
    const workers = ["d", "e"].map((name) => redis.worker(name, ["--lock", "3"], FLEET));
    expect(await coordinator.ended, coordinator.stderr()).toBe(0);
    sameBytes(out, one(SMALL));
    await until(async () => (await redis.client.llen(wait)) === 0);
    expect(existsSync(mark)).toBe(false);
    for (const worker of workers) worker.child.kill("SIGTERM");
    expect(await Promise.all(workers.map(({ ended }) => ended))).toEqual([143, 143]);
  });

  /** Finished jobs that no worker finished, and events that say so. */
  async function forgeAnswers(ids: readonly string[]): Promise<void> {
    const answers: readonly string[] = [
      "",
      "null",
      "{",
      '{"body":"","seal":""}',
      JSON.stringify({ body: "A".repeat(3_000_000), seal: "" }),
      JSON.stringify(sealed("eJw=", "j0", "of another fleet")),
    ];
    for (let k = 0; k < FORGED_ANSWERS; k++) {
      // Of the first jobs as if they were done, of others beside the job, and of jobs that nobody has sent.
      const [isDone, isSent] = [k < 24, k % 2 === 0];
      const id = isDone || isSent ? ids[k % ids.length]! : `j${String(k).padStart(40, "0")}`;
      const answer = isDone ? answers[k % answers.length]! : `${answers[k % 4]!}${k}`;
      await redis.client.hset(`${PREFIX}:${QUEUE}:${id}`, "returnvalue", answer);
      if (isDone) await redis.client.lrem(`${PREFIX}:${QUEUE}:wait`, 0, id);
      const state = k % 5 === 4 ? "failed" : "completed";
      if (isDone || !isSent) await redis.client.zadd(`${PREFIX}:${QUEUE}:${state}`, Date.now(), id);
      const value = k % 2 === 0 ? ["returnvalue", "{not JSON"] : ["returnvalue", "1"];
      await redis.client.xadd(`${PREFIX}:${QUEUE}:events`, "*", "event", "completed", "jobId", id, ...value);
    }
  }

  async function forgeJobs(bodies: readonly string[], mark: string): Promise<void> {
    const program = `touch ${mark}`;
    const queue = new Queue(QUEUE, { connection: redis.client, prefix: PREFIX });
    const letters: readonly ((k: number) => unknown)[] = [
      () => null,
      (k) => k,
      () => [],
      (k) => ({ body: `{"version":"${k}"}`, seal: "" }),
      (k) => ({ body: "[".repeat(1000 + k), seal: "x" }),
      (k) => ({ body: "y".repeat(70_000 + k), seal: "" }),
      (k) => changed(bodies[k % bodies.length]!, { command: program }),
      (k) => changed(bodies[k % bodies.length]!, { target: targetOf({ subject: "reference", command: program }) }),
      (k) => changed(bodies[k % bodies.length]!, { plan: `forged ${k}` }),
      (k) => changed(bodies[k % bodies.length]!, { kind: k % 20 < 10 ? "net" : "prediction" }),
      (k) => ({ constructor: k, ["__proto__"]: { body: 1 } }),
    ];
    for (let k = 0; k < FORGED_JOBS; k++) {
      const data = letters[k % letters.length]!(k);
      const body = typeof data === "object" && data !== null && "body" in data ? String(data.body) : `${k}`;
      await queue.add(k % 3 === 0 ? program : "case", data, { jobId: k % 4 === 0 ? `forged-${k}` : jobIdOf(body) });
    }
    // Not even made by a queue.
    for (const [k, text] of ["", "{", "\u0000\uffff"].entries()) {
      await redis.client.hset(`${PREFIX}:${QUEUE}:raw${k}`, "data", text, "opts", text, "name", "case");
      await redis.client.lpush(`${PREFIX}:${QUEUE}:wait`, `raw${k}`);
    }
    await redis.client.lpush(`${PREFIX}:${QUEUE}:wait`, "no-such-job");
  }

  const changed = (body: string, change: object): Envelope => ({
    body: JSON.stringify({ ...JSON.parse(body), ...change }),
    seal: "",
  });

  test("runs the program that its worker was told of, and no other", async () => {
    const command = `node ${join(ROOT, "test", "subject", "programs", "he.mjs")}`;
    const args = ["check", "--command", command, "--shape", "30x50,7x13", "--samples", "2000", "--quiet"];
    const out = join(redis.folder, "fleet");
    const other = redis.worker("other", ["--command", "node no-such-program.mjs"]);
    const coordinator = redis.run([...args, "--redis", redis.url, "--out", out]);
    await until(() => coordinator.stderr().includes("serves this --command: start initgate worker"));
    const right = redis.worker("right", ["--command", command]);
    const alone = one(args);
    expect(await coordinator.ended, coordinator.stderr() + right.stderr() + other.stderr()).not.toBe(2);
    sameBytes(out, alone);
  });

  test("starts a program again that died with a case, and ends a plan with which it dies too often, as one process does", async () => {
    const program = join(ROOT, "test", "subject", "programs", "fleeting.mjs");
    process.env["FLEETING_PIDS"] = join(redis.folder, "pids");
    const shapes = Array.from({ length: 12 }, (_, k) => `${20 + k}x${31 - k}`).join();
    for (const deadly of ["22x29", "21x30 23x28 24x27 30x21"]) {
      const command = `node ${program} 0 ${deadly}`;
      const args = ["check", "--command", command, "--shape", shapes, "--samples", "2000", "--quiet"];
      const out = join(redis.folder, deadly);
      for (const name of ["one", "two"]) redis.worker(name, ["--command", command]);
      const coordinator = redis.run([...args, "--redis", redis.url, "--out", out]);
      expect(await coordinator.ended, coordinator.stderr()).toBe(2);
      sameBytes(out, one(args));
    }
    delete process.env["FLEETING_PIDS"];
  });

  test("does networks and predictions, and those with a subject's own error; its coordinator does what is too large", async () => {
    const command = `node ${join(ROOT, "test", "subject", "programs", "he.mjs")}`;
    const worker = redis.worker("networks", ["--command", command]);
    const networks = ["propagate", "--activation", "relu,tanh", "--nets", "4", "--quiet"];
    for (const [at, more] of [
      ["--initializer", "he_normal,sparse,orthogonal,zeros", "--width", "32,8,8", "--depth", "20", "--sigma-b", "0.1"],
      ["--width", "2", "--depth", "1500,7000"],
      ["--architecture", "pre_layer_norm", "--coord-check", "--width", "8,16", "--depth", "6"],
      ["--command", command, "--initializer", "he_normal,he_uniform", "--width", "16", "--depth", "5"],
    ].entries()) {
      const out = join(redis.folder, `networks-${at}`);
      const coordinator = redis.run([...networks, ...more, "--redis", redis.url, "--out", out]);
      await coordinator.ended;
      expect(coordinator.stderr()).toBe("");
      sameBytes(out, one([...networks, ...more]));
    }
    worker.child.kill("SIGTERM");
    expect(await worker.ended).toBe(143);
    expect(worker.stderr()).toMatch(/worker networks: answered \d\d+ jobs/);
    expect(await completed()).toBe(0);
  });

  test("looks at the tensors of an audit, though one of two workers is killed; who has not the file says so", async () => {
    const models = join(redis.folder, "models");
    mkdirSync(models);
    const model = join(models, "model.npz");
    writeFileSync(model, modelOf(TENSORS));
    const args = ["audit", model, "--layout", "io,o", "--quiet"];
    const alone = one(args);
    const out = join(redis.folder, "fleet");
    const [a, b] = ["a", "b"].map((name) => redis.worker(name, ["--lock", String(LOCK)]));
    const coordinator = redis.run([...args, "--redis", redis.url, "--out", out]);
    await until(async () => (await completed()) >= 5);
    a!.child.kill("SIGKILL");
    expect(await coordinator.ended, coordinator.stderr()).toBe(0);
    expect(coordinator.stderr()).toBe("");
    sameBytes(out, alone);
    b!.child.kill("SIGTERM");
    await b!.ended;
    expect(b!.stderr()).toMatch(/worker b: answered [1-9]\d* jobs/);
    // A worker on whose machine that folder is empty.
    const [hidden, program] = ["hidden", "node-elsewhere"].map((name) => join(redis.folder, name));
    mkdirSync(hidden!);
    const inside = `mount --bind "${hidden}" "${models}" && exec "${process.execPath}" "$@"`;
    writeFileSync(program!, `#!/bin/sh\nexec unshare --mount --map-root-user sh -c '${inside}' sh "$@"\n`, {
      mode: 0o755,
    });
    const elsewhere = redis.worker("elsewhere", ["--threads", "8"], {}, program);
    await until(() => elsewhere.stderr().includes("serves"));
    const second = redis.run([...args, "--redis", redis.url, "--out", out]);
    expect(await second.ended, second.stderr()).toBe(0);
    expect(second.stderr()).toMatch(
      /must hold the same \S+ at a worker as here, got none or another; what workers do not/,
    );
    sameBytes(out, alone);
  });

  test("a case that its worker cannot judge is doubt with a reason, and the others are judged", async () => {
    const out = join(redis.folder, "fleet");
    redis.worker("slow", ["--limit", "5"]);
    const args = ["check", "--initializer", "orthogonal", "--shape", "2500x2500,4x4", "--samples", "2000", "--quiet"];
    const coordinator = redis.run([...args, "--redis", redis.url, "--out", out]);
    expect(await coordinator.ended, coordinator.stderr()).toBe(2);
    const record = JSON.parse(readFileSync(join(out, "results.json"), "utf8"));
    const text = JSON.stringify(record);
    expect(text).toContain("fleet: could not be done: must take at most 5 s (worker --limit), got more");
    expect(text).toContain('"verdict":"pass"');
  });

  test("goes over TLS, with a user's or everyone's password; a stranger's certificate and a wrong password are refused", async () => {
    const [key, cert] = ["key.pem", "cert.pem"].map((name) => join(redis.folder, name));
    const subject = ["-subj", "/CN=queue", "-addext", "subjectAltName=IP:127.0.0.1"];
    const words = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-keyout", key!, "-out", cert!];
    execFileSync("openssl", [...words, ...subject], { stdio: "ignore" });
    const port = await freePort();
    const tls = [
      "--tls-port",
      String(port),
      "--tls-cert-file",
      cert!,
      "--tls-key-file",
      key!,
      "--tls-ca-cert-file",
      cert!,
    ];
    const user = ["--user", "fleet", "on", ">of:the/fleet", "~*", "&*", "+@all"];
    await redis.stop();
    await redis.start([...tls, "--tls-auth-clients", "no", ...user]);
    await redis.client.config("SET", "requirepass", "everyone's");
    const trusting = { NODE_EXTRA_CA_CERTS: cert! };
    const ofUser = `rediss://fleet:${encodeURIComponent("of:the/fleet")}@127.0.0.1:${port}`;
    const anyone = `rediss://127.0.0.1:${port}`;
    const everyones = { ...trusting, INITGATE_REDIS_PASSWORD: "everyone's" };
    const worker = redis.run(["worker", "--redis", ofUser, "--threads", "1"], trusting);
    const out = join(redis.folder, "fleet");
    const coordinator = redis.run([...SMALL, "--redis", anyone, "--out", out], everyones);
    expect(await coordinator.ended, coordinator.stderr() + worker.stderr()).toBe(0);
    sameBytes(out, one(SMALL));
    expect(worker.stderr()).toMatch(/serves rediss:\/\/127/);
    expect(worker.stderr()).not.toContain("of:the");
    for (const [url, environment, reason] of [
      [ofUser, {}, "DEPTH_ZERO_SELF_SIGNED_CERT"],
      [anyone, trusting, "NOAUTH"],
      [ofUser.replace("fleet:", "fleet:no"), trusting, "WRONGPASS"],
    ] as const) {
      const refused = redis.run([...SMALL, "--redis", url], environment);
      expect(await refused.ended).toBe(2);
      expect(refused.stderr()).toMatch(
        /^initgate: --redis: must reach a Redis server at rediss:\/\/127\.0\.0\.1:\d+, got .*\n$/,
      );
      expect(refused.stderr()).toContain(reason);
    }
  });

  test("an outage, a wrong policy and no server are said in one line", async () => {
    await redis.client.config("SET", "maxmemory-policy", "allkeys-lru");
    const dropped = redis.worker("x");
    expect(await dropped.ended).toBe(2);
    expect(dropped.stderr()).toMatch(
      /^initgate: --redis: .* must have the maxmemory-policy noeviction, got allkeys-lru: .*\n$/,
    );
    const nowhere = initgate([...SMALL, "--redis", "redis://:password@127.0.0.1:1"]);
    expect(nowhere).toMatchObject({ code: 2, stdout: "" });
    expect(nowhere.stderr).toBe(
      "initgate: --redis: must reach a Redis server at redis://127.0.0.1:1, got ECONNREFUSED\n",
    );
    const foreign = initgate([...SMALL, "--redis", "http://127.0.0.1"]);
    expect(foreign.stderr).toMatch(/^initgate: option '--redis <url>' .*must be redis:\/\//);
  });
});

describe.skipIf(!hasValkey)("a fleet on Valkey", () => {
  test("writes the bytes of one process", async () => {
    const valkey = new RedisServer(undefined, "valkey-server");
    await valkey.start();
    try {
      valkey.worker("v", [], FLEET);
      const [out, alone] = ["fleet", "one"].map((name) => join(valkey.folder, name));
      const coordinator = valkey.run([...SMALL, "--redis", valkey.url, "--out", out!], FLEET);
      expect(await coordinator.ended, coordinator.stderr()).toBe(0);
      initgate([...SMALL, "--out", alone!]);
      for (const name of readdirSync(alone!))
        expect(readFileSync(join(out!, name)).equals(readFileSync(join(alone!, name))), name).toBe(true);
      expect(await valkey.client.info("server")).toContain("valkey_version");
    } finally {
      await valkey.close();
    }
  });
});
