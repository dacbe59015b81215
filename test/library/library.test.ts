/** The root of the package: functions of the caller's as subjects, own checks, records instead of exit codes, options that are read. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { encodeNpy } from "../../harness/weights/npy.js";
import {
  audit,
  type Check,
  check,
  compareBaselines,
  fill,
  heNormal,
  propagate,
  recommend,
  writeReport,
} from "../../index.js";

const folder = mkdtempSync(join(tmpdir(), "initgate-library-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const SHAPES = { shapes: [[78, 130]], layout: "io" };

test("a function is gated: right passes, a missing factor 2 fails by name, with a replay in code", async () => {
  const draw = (factor: number) => (request: { shape: readonly number[]; layout: string; seed: number | null }) =>
    fill(heNormal, { ...request, seed: request.seed ?? 0 }).map((x) => factor * x);
  const right = await check({ subject: { name: "mine", initializers: ["he_normal"], draw: draw(1) }, ...SHAPES });
  expect(right.results.map(({ verdict }) => verdict)).toEqual(["pass"]);
  const wrong = await check({
    subject: { name: "mine", version: "2", initializers: ["he_normal"], draw: draw(Math.SQRT1_2) },
    ...SHAPES,
  });
  expect(wrong.results[0]).toMatchObject({ verdict: "fail", diagnosis: { mistake: "missing-gain" } });
  expect(wrong.results[0]!.key).toMatchObject({ subject: "mine", subjectVersion: "2" });
  // The picture holds the law that was diagnosed: He without the 2 has sqrt(1/2) of the deviation.
  const { documented, diagnosed } = wrong.results[0]!.picture!;
  for (const [at, quantile] of documented.entries()) expect(diagnosed![at]).toBeCloseTo(quantile * Math.SQRT1_2, 12);
  const replay = wrong.results[0]!.replay;
  expect(replay).toMatch(/^check\(\{ subject, "initializers":\["he_normal"\],/);
  const options = JSON.parse(`{${replay.slice("check({ subject, ".length, -" })".length)}}`);
  const again = await check({
    subject: { name: "mine", version: "2", initializers: ["he_normal"], draw: draw(Math.SQRT1_2) },
    ...options,
  });
  expect(again.results[0]!.findings).toEqual(wrong.results[0]!.findings);
});

test.each([
  ["nested arrays", (rows: Float32Array[]) => rows.map((row) => [...row])],
  ["typed arrays in an array", (rows: Float32Array[]) => rows],
  [
    "a tensor with dataSync",
    (rows: Float32Array[]) => ({ dataSync: () => Float32Array.from(rows.flatMap((row) => [...row])) }),
  ],
  ["a promise", (rows: Float32Array[]) => Promise.resolve(rows.flatMap((row) => [...row]))],
])("a function may answer %s", async (_, form) => {
  const draw = ({ shape, layout, seed }: { shape: readonly number[]; layout: string; seed: number | null }) => {
    const weight = fill(heNormal, { shape, layout, seed: seed ?? 0 });
    return form(Array.from({ length: shape[0]! }, (_, row) => weight.slice(row * shape[1]!, (row + 1) * shape[1]!)));
  };
  const record = await check({ subject: { name: "mine", initializers: ["he_normal"], draw }, ...SHAPES });
  expect(record.results[0]!.verdict).toBe("pass");
});

test.each([
  [
    "throws",
    () => {
      throw new Error("no\u001b[31m weights\n today");
    },
    "mine: draw threw no weights today",
  ],
  ["answers too few", () => [1, 2], "mine: draw must answer 10140 numbers for 78x130, got 2"],
  ["answers text", () => "weights", "mine: draw must answer numbers in an array, got something else"],
  ["answers ragged rows", () => [[1, 2], [3]], "mine: draw must answer numbers in an array, got something else"],
  ["answers nothing", () => undefined, "mine: draw must answer numbers in an array, got something else"],
])("a function that %s is undetermined", async (_, draw, reason) => {
  const record = await check({ subject: { name: "mine", initializers: ["he_normal"], draw }, ...SHAPES });
  expect(record.results[0]).toMatchObject({ verdict: "undetermined", notes: [reason] });
});

test("NaN from a function fails", async () => {
  const draw = ({ shape }: { shape: readonly number[] }) => new Float32Array(shape[0]! * shape[1]!).fill(Number.NaN);
  const record = await check({ subject: { name: "mine", initializers: ["he_normal"], draw }, ...SHAPES });
  expect(record.results[0]!.verdict).toBe("fail");
});

const noNegatives: Check = {
  name: "no_negatives",
  question: "Is no entry negative?",
  tail: () => "invariant",
  applies: () => true,
  run: ({ values }) => {
    const negative = values.filter((x) => x < 0).length;
    return { pValue: negative === 0 ? 1 : 0, statistic: negative, expected: 0, observed: negative };
  },
  detects: () => "any negative entry",
};

test("a check of the caller's is asked after the shipped ones", async () => {
  const record = await check({ initializers: ["he_normal"], checks: [noNegatives], ...SHAPES });
  const own = record.results[0]!.findings.at(-1)!;
  expect(own).toMatchObject({ check: "no_negatives", verdict: "fail" });
});

test("weights at rest are audited, by name and without", async () => {
  const file = join(folder, "w.npy");
  writeFileSync(
    file,
    encodeNpy({ shape: [64, 96], dtype: "float32", data: fill(heNormal, { shape: [64, 96], layout: "io", seed: 3 }) }),
  );
  expect((await audit({ files: [file], as: "he_normal" })).rows[0]).toMatchObject({
    verdict: "pass",
    bestFit: "he_normal",
  });
  expect((await audit({ files: [file], as: { "*": "lecun_normal" } })).rows[0]!.verdict).toBe("fail");
  expect((await audit({ files: [file] })).rows[0]!.verdict).toBe("pass");
});

test("recommend answers its record", () => {
  const { activation, depth, architecture, candidates } = recommend({ activation: "relu", depth: 20 });
  expect({ activation, depth, architecture }).toEqual({ activation: "relu", depth: 20, architecture: "mlp" });
  expect(candidates.map(({ initializer }) => initializer)).toEqual(expect.arrayContaining(["he_normal", "orthogonal"]));
});

test.each([
  ["check", () => check({ initialisers: ["he_normal"] } as never), "initialisers"],
  ["audit", () => audit({ files: [], seed: 0 } as never), "seed"],
  ["propagate", () => propagate({ width: 3 } as never), "width"],
  ["compareBaselines", () => compareBaselines({ baseline: "x", file: "y" } as never), "file"],
  ["recommend", async () => recommend({ depht: 3 } as never), "depht"],
  [
    "check's subject",
    () => check({ subject: { name: "m", initializers: ["a"], draw: () => [], seeds: 1 } as never }),
    "seeds",
  ],
])("%s refuses a key that it does not read", async (_, call, key) => {
  await expect(call()).rejects.toThrow(new RegExp(`got ${key}$`));
});

test.each([
  ["name", { initializers: ["a"], draw: () => [] }, "check: subject.name must be text"],
  ["draw", { name: "m", initializers: ["a"] }, "check: subject.draw must be a function"],
  [
    "initializers",
    { name: "m", initializers: [], draw: () => [] },
    "check: subject.initializers must be a list of names",
  ],
])("a subject without a proper %s is refused in one line", async (_, subject, message) => {
  await expect(check({ subject: subject as never })).rejects.toThrow(message);
});

test("a record is written as a command writes it, and nothing else is", async () => {
  const record = await check({ initializers: ["he_normal"], ...SHAPES, threads: 1 });
  const out = join(folder, "written");
  await writeReport(record, { out, reporters: ["csv", "junit", "ctrf", "html", "markdown"] });
  expect(readdirSync(out).sort()).toEqual(
    ["ctrf.json", "junit.xml", "report.html", "results.json", "statistics.csv", "summary.md", "verdicts.csv"].sort(),
  );
  await expect(writeReport({} as never)).rejects.toThrow("writeReport: must be given a record");
  await expect(writeReport(record, { out, reporters: ["pdf"] })).rejects.toThrow("reporter: must be of csv,");
});
