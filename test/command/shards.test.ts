/** `--shard` and `merge`: the whole run's bytes and exit code from any order, and one line for what does not belong together. */
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { withOwnDigest } from "../../harness/command/results/digest.js";
import { encodeNpy } from "../../harness/weights/npy.js";
import { fill, heNormal } from "../../index.js";
import { manyRelations } from "../audit/manyRelations.js";
import { initgate } from "../run.js";

const folder = mkdtempSync(join(tmpdir(), "initgate-shards-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string): string => join(folder, name);

const weights = fill(heNormal, { shape: [64, 96], layout: "io", seed: 1 });
writeFileSync(at("w.npy"), encodeNpy({ shape: [64, 96], dtype: "float32", data: weights }));
/** Parts that are divided, among more shards than cases too, parts that are not, and one that cannot be carried out. */
writeFileSync(
  at("plan.toml"),
  `
[[check]]
initializer = "he_*,glorot_uniform"
samples = 4000
[[audit]]
files = ["nothere.npy"]
[[propagate]]
initializer = ["he_normal", "torch:kaiming_normal_"]
activation = ["relu", "tanh"]
width = "16,8"
depth = 10
nets = 4
[[check]]
initializer = "lecun_normal"
as = "he_normal"
shape = "30x50"
samples = 4000
[[audit]]
files = ["w.npy"]
as = "he_normal"
layout = "io"
[[propagate]]
weights = ["w.npy"]
as = "he_normal"
[[check]]
initializer = "zeros,ones"
shape = "3x5"
bail = 1
`,
);

const MODELS = manyRelations();
const CHECK = ["check", "--initializer", "he_normal,he_uniform,lecun_normal", "--as", "he_normal"];
const NETWORKS = [
  "propagate",
  "--initializer",
  "he_normal,torch:kaiming_normal_,orthogonal",
  "--activation",
  "relu,tanh",
];
const RUNS = [
  { name: "check", args: [...CHECK, "--shape", "3x5,7x13,1x40", "--samples", "4000"], code: 1, most: 9 },
  { name: "propagate", args: [...NETWORKS, "--width", "16,8", "--depth", "10", "--nets", "4"], code: 0, most: 6 },
  {
    name: "coord-check",
    args: [
      "propagate",
      "--coord-check",
      "--architecture",
      "residual",
      "--width",
      "8,16,32",
      "--depth",
      "6",
      "--nets",
      "4",
    ],
    code: 0,
    most: 3,
  },
  {
    name: "audit",
    args: ["audit", ...MODELS, "--as", "claimed.*=he_normal"],
    code: 1,
    most: 10,
    other: ["--alpha", "1e-8"],
  },
  { name: "run", args: ["run", at("plan.toml")], code: 1, most: undefined },
];
const REPORTERS = ["--reporter", "csv,junit,markdown"];

describe.each(RUNS)("shards of $name", ({ name, args, code, most, other = ["--seed", "1"] }) => {
  const shard = (index: number, of: number, out: string, more: readonly string[] = []) =>
    initgate([...args, ...more, "--shard", `${index}/${of}`, "--out", at(`${name}-${out}`), "--quiet"]);
  const merge = (shards: readonly string[], out: string) => {
    const directories = shards.map((one) => at(`${name}-${one}`));
    return initgate(["merge", ...directories, ...REPORTERS, "--out", at(`${name}-${out}`), "--quiet"]);
  };
  const files = (out: string): Record<string, string> => {
    const directory = at(`${name}-${out}`);
    return Object.fromEntries(
      readdirSync(directory).map((file) => [file, readFileSync(join(directory, file), "utf8")]),
    );
  };

  beforeAll(() => {
    initgate([...args, ...REPORTERS, "--out", at(`${name}-whole`), "--quiet"]);
    for (const index of [1, 2, 3]) shard(index, 3, `s${index}`);
  }, 300_000);

  test.each([[["s1", "s2", "s3"]], [["s3", "s1", "s2"]]])(
    "%j merge to the bytes of the whole run, with its exit code",
    (order) => {
      expect(merge(order, "merged").code).toBe(code);
      const [whole, merged] = [files("whole"), files("merged")];
      expect(Object.keys(merged)).toEqual(Object.keys(whole));
      for (const [file, text] of Object.entries(whole)) expect(`${file} ${merged[file] === text}`).toBe(`${file} true`);
    },
  );

  const refusal = (...shards: readonly string[]): string => {
    const { code, stderr, stdout } = merge(shards, "refused");
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    return stderr.replaceAll(`${folder}/${name}-`, "").trim();
  };

  test("a missing, a doubled, a foreign and a whole one are refused by name", () => {
    expect(refusal("s1", "s3")).toBe("initgate: merge: shard 2/3 is missing");
    cpSync(at(`${name}-s2`), at(`${name}-again`), { recursive: true });
    expect(refusal("s1", "s2", "s3", "again")).toBe("initgate: merge: shard 2/3 must come once, got s2 and again");
    shard(2, 3, "foreign", other);
    expect(refusal("s1", "foreign", "s3")).toBe(
      "initgate: merge: foreign must be of the same plan and number of shards as s1, got another",
    );
    expect(refusal("whole", "s2", "s3")).toBe(
      "initgate: merge: whole must hold a shard (--shard I/N), got a whole run",
    );
  });

  test("a shard's directory is not written over", () => {
    const before = files("s1");
    const { code, stderr } = merge(["s1", "s2", "s3"], "s1");
    expect(stderr).toMatch(/^initgate: merge: --out must be no shard's directory, which would be lost, got .*s1\n$/);
    expect([code, files("s1")]).toEqual([2, before]);
  });

  test("one of another version is refused", () => {
    cpSync(at(`${name}-s2`), at(`${name}-older`), { recursive: true });
    rewrite(at(`${name}-older`), (text) => text.replace(/"version":"[^"]*"/, '"version":"0.0.1"'));
    expect(refusal("s1", "older", "s3")).toMatch(/^initgate: merge: older must be of the same version of initgate/);
  });

  test.skipIf(most === undefined)("more than there are rows to share are refused", () => {
    const { code, stderr } = shard(11, 11, "many");
    expect(code).toBe(2);
    expect(stderr).toMatch(
      new RegExp(`^initgate: shard: must be one of at most ${most}, an? [a-z ]+ each, got 11\\n$`),
    );
  });
});

/** Another results.json, with a digest of its own: as another run would have written it. */
function rewrite(directory: string, change: (text: string) => string): void {
  const file = join(directory, "results.json");
  const undigested = change(readFileSync(file, "utf8")).replace(/"digest":"[0-9a-f]{64}"/, '"digest":""');
  writeFileSync(file, withOwnDigest(undigested));
}

test("shards of two commands are refused", () => {
  const { code, stderr } = initgate(["merge", at("check-s1"), at("propagate-s2"), "--out", at("refused")]);
  expect(code).toBe(2);
  expect(stderr).toMatch(/^initgate: merge: .*propagate-s2 must hold a shard of check, got one of propagate\n$/);
});

test("a shard that could not do its share of a table that others did is refused by name", () => {
  cpSync(at("run-s2"), at("run-lost"), { recursive: true });
  rewrite(at("run-lost"), (text) => {
    const record = JSON.parse(text);
    record.parts[0] = { name: "check 1", problem: "no such program" };
    return JSON.stringify(record);
  });
  const { code, stderr } = initgate(["merge", ...["run-s1", "run-lost", "run-s3"].map(at), "--out", at("refused")]);
  expect(code).toBe(2);
  expect(stderr).toMatch(/^initgate: merge: .*run-lost must hold its share of check 1: run it again\n$/);
});

test("shards of an audit are merged with the files that they audited, and no others", () => {
  const path = at("twice.npy");
  const save = (seed: number, rows: number): void => {
    const data = fill(heNormal, { shape: [rows, 96], layout: "io", seed });
    writeFileSync(path, encodeNpy({ shape: [rows, 96], dtype: "float32", data }));
  };
  save(1, 64);
  const shards = [1, 2].map((index) => at(`files-s${index}`));
  for (const [k, out] of shards.entries())
    initgate(["audit", path, at("w.npy"), "--shard", `${k + 1}/2`, "--out", out, "--quiet"]);
  const refusal = (): string => {
    const { code, stderr } = initgate(["merge", ...shards, "--out", at("refused")]);
    expect(code).toBe(2);
    return stderr.replaceAll(`${folder}/`, "").trim();
  };
  save(2, 64);
  expect(refusal()).toMatch(
    /^initgate: merge: must read what the shards audited: twice.npy must hold the \S+ of which files-s\d speaks, got other entries$/,
  );
  save(1, 63);
  expect(refusal()).toBe(
    "initgate: merge: must read what the shards audited: twice.npy, w.npy must hold the tensors that the shards audited, got others",
  );
  rmSync(path);
  expect(refusal()).toMatch(/^initgate: merge: must read what the shards audited: twice.npy: must be .*ENOENT/);
});

test("files of a plan are found from the folder where run and merge are started", () => {
  const place = mkdtempSync(join(folder, "place-"));
  mkdirSync(join(place, "plans"));
  cpSync(at("w.npy"), join(place, "plans", "w.npy"));
  writeFileSync(join(place, "plans", "plan.toml"), '[[audit]]\nfiles = ["w.npy"]\nas = "he_normal"\nlayout = "io"\n');
  const shard = ["run", join("plans", "plan.toml"), "--shard", "1/1", "--out", "shard"];
  expect(initgate(shard, { cwd: place }).code).toBe(0);
  const merged = initgate(["merge", "shard", "--out", "merged"], { cwd: place });
  expect(merged.code, merged.stderr).toBe(0);
  expect(readdirSync(join(place, "merged"))).toContain("results.json");
  const elsewhere = initgate(["merge", join(place, "shard"), "--out", at("refused")], { cwd: folder });
  expect({ ...elsewhere, stderr: elsewhere.stderr.replaceAll(realpathSync(folder), "") }).toMatchObject({
    code: 2,
    stderr:
      "initgate: merge: must read what the shards audited, in /plans: must be a folder, as it was for the shards\n",
  });
});

test("networks of files are one whole", () => {
  const { code, stderr } = initgate(["propagate", "--weights", at("w.npy"), "--shard", "1/2"]);
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: "initgate: option '--weights <files...>' cannot be used with option '--shard <i/n>'\n",
  });
});
