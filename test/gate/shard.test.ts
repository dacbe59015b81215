/** Shards of a run: balanced, refused where they do not belong together, and the whole run's bytes from any order. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parseShard, placesOf } from "../../harness/gate/shard.js";
import { initgate } from "../run.js";

test("shards take every place once, and none has more than the fair share and one case", () => {
  const costs = fc.array(fc.nat({ max: 1000 }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(costs, fc.integer({ min: 1, max: 9 }), (all, of) => {
      const shards = Array.from({ length: of }, (_, at) => placesOf(all, { index: at + 1, of }));
      expect(shards.flat().sort((a, b) => a - b)).toEqual(all.map((_, place) => place));
      const load = (places: readonly number[]): number => places.reduce((sum, place) => sum + all[place]! + 1, 0);
      const fair = load(all.map((_, place) => place)) / of;
      const dearest = all.reduce((most, cost) => Math.max(most, cost + 1), 0);
      for (const places of shards) expect(load(places)).toBeLessThanOrEqual(fair + dearest);
    }),
  );
});

test.each(["", "/4", "0/4", "5/4", "1", "1/0", "-1/4", "1.5/4", "a/b", "1/4/2", " 1/4"])("%j is no shard", (words) => {
  expect(() => parseShard(words)).toThrow("must be I/N, a whole number from 1 to N of N shards");
});

const folder = mkdtempSync(join(tmpdir(), "initgate-shards-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const NAMES = ["--initializer", "he_normal,he_uniform,lecun_normal", "--as", "he_normal"];
const RUN = ["check", ...NAMES, "--shape", "3x5,7x13,1x40", "--samples", "4000"];
const at = (name: string): string => join(folder, name);
const shard = (index: number, of: number, name: string, more: readonly string[] = []) =>
  initgate([...RUN, ...more, "--shard", `${index}/${of}`, "--out", at(name), "--quiet"]);
const bytes = (name: string): string[] =>
  ["results.json", "statistics.csv", "verdicts.csv", "junit.xml"].map((file) =>
    readFileSync(join(at(name), file), "utf8"),
  );

const REPORTERS = ["--reporter", "csv,junit"];

beforeAll(() => {
  initgate([...RUN, ...REPORTERS, "--out", at("whole"), "--quiet"]);
  for (const index of [1, 2, 3]) shard(index, 3, `s${index}`);
}, 120_000);

test.each([[["s1", "s2", "s3"]], [["s3", "s1", "s2"]]])(
  "%j merge to the bytes of the whole run, with its exit code",
  (order) => {
    const { code } = initgate(["merge", ...order.map(at), ...REPORTERS, "--out", at("merged"), "--quiet"]);
    expect(code).toBe(1);
    const whole = bytes("whole");
    expect(bytes("merged").map((text, at) => text === whole[at])).toEqual(whole.map(() => true));
  },
);

const refusal = (...names: readonly string[]): string => {
  const { code, stderr, stdout } = initgate(["merge", ...names.map(at), "--out", at("refused")]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  return stderr.replaceAll(`${folder}/`, "").trim();
};

test("a missing, a doubled and a foreign shard are refused by name", () => {
  expect(refusal("s1", "s3")).toBe("initgate: merge: shard 2/3 is missing");
  cpSync(at("s2"), at("again"), { recursive: true });
  expect(refusal("s1", "s2", "s3", "again")).toBe("initgate: merge: shard 2/3 must come once, got s2 and again");
  shard(2, 3, "foreign", ["--seed", "1"]);
  expect(refusal("s1", "foreign", "s3")).toBe(
    "initgate: merge: foreign must be of the same plan and number of shards as s1, got another",
  );
  expect(refusal("whole", "s2", "s3")).toBe("initgate: merge: whole must hold a shard (--shard I/N), got a whole run");
});

test("a shard of another version is refused", () => {
  cpSync(at("s2"), at("older"), { recursive: true });
  const file = join(at("older"), "results.json");
  writeFileSync(file, readFileSync(file, "utf8").replace(/"version":"[^"]*"/, '"version":"0.0.1"'));
  expect(refusal("s1", "older", "s3")).toMatch(/^initgate: merge: older must be of the same version of initgate/);
});

test("more shards than cases are refused", () => {
  const { code, stderr } = shard(11, 11, "many");
  expect({ code, stderr: stderr.trim() }).toEqual({
    code: 2,
    stderr: "initgate: check: must have at most 9 shards, a case each, got 11",
  });
});
