/** A checkpoint then and now. */
import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { audit } from "../../harness/audit/audit.js";
import { type AuditOf, compareCheckpoint, writeCheckpoint } from "../../harness/baseline/checkpoint.js";
import { type Checkpoint, checkpointText, parseCheckpoint } from "../../harness/baseline/checkpointFile.js";
import { binomialSf } from "../../harness/numeric/index.js";
import { surroundings } from "../../harness/program/surroundings.js";
import type { BaselineRow } from "../../harness/record/index.js";
import {
  glorotUniform,
  heNormal,
  lecunNormal,
  ones,
  orthogonal,
  truncatedNormal,
  zeros,
} from "../../initializers/index.js";
import { type Model, saved, savedText, weight } from "../audit/saved.js";
import { initgate } from "../run.js";

const about = {
  contracts: surroundings.contracts,
  audit: (async (file, claims) =>
    (await audit({ files: [file], claims, alpha: 1e-6 }, surroundings.contracts)).rows) satisfies AuditOf,
};

const write = (path: string): Promise<Checkpoint> => writeCheckpoint(path, "0", about);

async function compare(then: Model, now: Model, alpha = 1e-9): Promise<readonly BaselineRow[]> {
  return (await compareCheckpoint(await write(saved(then)), saved(now), { ...about, alpha })).rows;
}

const matrix = { shape: [200, 160], layout: "oi" };
const model = (seed: number): Model => ({
  "fc.weight": weight(heNormal, { ...matrix, seed }),
  "out.weight": weight(glorotUniform, { ...matrix, seed: seed + 100 }),
  "norm.weight": weight(ones, { shape: [160], layout: "o" }),
  "norm.bias": weight(zeros, { shape: [160], layout: "o" }),
});

describe("finds", () => {
  test("the same bits", async () => {
    const rows = await compare(model(1), model(1));
    expect(rows.map(({ found, verdict }) => [found, verdict])).toEqual(new Array(4).fill(["same bits", "pass"]));
    expect(rows[0]).toMatchObject({ initializer: "fc.weight", lawThen: "he_normal", lawNow: "he_normal", seed: null });
  });
  test("other bits of the same laws", async () => {
    const rows = await compare(model(1), model(2));
    expect(rows.map(({ found }) => found)).toEqual(["same law", "same law", "same bits", "same bits"]);
  });
  test("another scale, by its name", async () => {
    const [row] = await compare(model(1), { ...model(2), "fc.weight": weight(lecunNormal, { ...matrix, seed: 9 }) });
    expect(row).toMatchObject({ found: "other law", verdict: "fail", lawThen: "he_normal", lawNow: "lecun_normal" });
    expect(row!.diagnosis?.mistake).toBe("missing-gain");
    expect(row!.failed).toContain("variance");
  });
  test("another form of the same scale", async () => {
    const spec = { shape: [400, 500], layout: "oi" };
    const [then, now] = [heNormal, truncatedNormal].map((of, seed) => ({
      w: weight(of, of === heNormal ? { ...spec, seed } : { ...spec, seed, params: { stddev: Math.sqrt(2 / 500) } }),
    }));
    expect((await compare(then!, now!))[0]).toMatchObject({ found: "other law", verdict: "fail" });
  });
  test("fixed values that changed, at once", async () => {
    const now = { ...model(1), "norm.bias": weight(ones, { shape: [160], layout: "o" }) };
    const rows = await compare(model(1), now);
    expect(rows.map(({ verdict }) => verdict)).toEqual(["pass", "pass", "pass", "fail"]);
    expect(rows[3]!.note).toBe("was exactly zeros");
  });
  test("entries that are not finite", async () => {
    const { shape, data } = model(2)["fc.weight"]!;
    const [row] = await compare(model(1), { ...model(2), "fc.weight": { shape, data: data.with(7, Number.NaN) } });
    expect(row).toMatchObject({ found: "other law", verdict: "fail", failed: ["finite"] });
  });
});

describe("doubts", () => {
  test("other bits of a law whose entries depend on each other", async () => {
    const [then, now] = [1, 2].map((seed) => ({ q: weight(orthogonal, { shape: [64, 64], layout: "io", seed }) }));
    expect((await compare(then!, now!))[0]).toMatchObject({ verdict: "undetermined", found: "", pValue: null });
  });
  test("other bits of what follows no contract: an unchanged circulant law is not another law", async () => {
    const circulant = (seed: number): Model => {
      const { data } = weight(heNormal, { shape: [64, 1], layout: "io", seed });
      return {
        c: { shape: [64, 64], data: Float32Array.from({ length: 4096 }, (_, i) => data[((i >> 6) + i) % 64]!) },
      };
    };
    for (const seed of [1, 2, 3, 4]) {
      expect((await compare(circulant(seed), circulant(seed + 50)))[0]!.verdict).toBe("undetermined");
    }
  });
  test("other bits of too few entries", async () => {
    const [then, now] = [1, 2].map((seed) => ({ b: weight(heNormal, { shape: [5, 5], layout: "oi", seed }) }));
    expect((await compare(then!, now!))[0]!.verdict).toBe("undetermined");
  });
  test("tensors that one side lacks, or that have another shape", async () => {
    const { "norm.bias": bias, ...others } = model(1);
    const now = { ...others, "norm.weight": weight(ones, { shape: [80], layout: "o" }), more: bias! };
    const rows = await compare(model(1), now);
    expect(rows.map(({ verdict, note }) => `${verdict} ${note}`)).toEqual([
      "pass ",
      "pass ",
      "undetermined was 160 float32, is now 80 float32",
      "undetermined the checkpoint has no such tensor now",
      "undetermined the baseline has no such tensor",
    ]);
  });
});

test("unchanged laws fail no more often than alpha: 150 comparisons at 0.2", async () => {
  const alpha = 0.2;
  const comparisons = 150;
  let failed = 0;
  for (let seed = 0; seed < comparisons; seed++) {
    const [then, now] = [seed, seed + 1000].map((own) => ({
      w: weight(seed % 2 ? heNormal : glorotUniform, { shape: [48, 40], layout: "oi", seed: own }),
    }));
    const rows = await compare(then!, now!, alpha);
    if (rows[0]!.verdict === "fail") failed++;
    expect(rows[0]!.verdict).not.toBe("undetermined");
  }
  expect(failed).toBeGreaterThan(0);
  expect(binomialSf(failed, comparisons, alpha)).toBeGreaterThan(1e-4);
});

describe("the file", () => {
  test("is read as it was written", async () => {
    const checkpoint = await write(saved(model(1)));
    expect(parseCheckpoint(checkpointText(checkpoint))).toEqual({
      kind: "initgate checkpoint baseline",
      ...checkpoint,
    });
  });
  test("damaged or of a subject, it is refused in one line", async () => {
    const text = checkpointText(await write(saved(model(1))));
    expect(() => parseCheckpoint(text.replace('"dtype":"float32"', '"dtype":"int8"'))).toThrow(
      /^baseline: tensor 1 must/,
    );
    expect(() => parseCheckpoint('{"kind": "initgate baseline"}')).toThrow("write it with --weights");
    expect(() => parseCheckpoint("[]")).toThrow("must be the baseline of a checkpoint");
  });
  test("an alpha that no test can reach is refused", async () => {
    await expect(compare(model(1), model(1), 1e-20)).rejects.toThrow("alpha must be at least");
  });
});

test("the command line: writes, passes, fails, and refuses the baseline of the other kind", () => {
  const [before, after] = [
    saved(model(1)),
    saved({ ...model(2), "fc.weight": weight(lecunNormal, { ...matrix, seed: 5 }) }),
  ];
  const file = savedText("before.json", "");
  const written = initgate(["baseline", "write", file, "--weights", before]);
  expect([written.code, written.stdout]).toEqual([0, `${file}: 4 tensors of ${before}\n`]);
  const text = readFileSync(file, "utf8");
  initgate(["baseline", "write", file, "--weights", before]);
  expect(readFileSync(file, "utf8")).toBe(text);
  expect(initgate(["baseline", "compare", file, "--weights", before]).code).toBe(0);
  const failing = initgate(["baseline", "compare", file, "--weights", after]);
  expect(failing.code).toBe(1);
  expect(failing.stdout).toContain("missing-gain");
  expect(failing.file("baseline.csv")).toContain(",fc.weight,200x160,oi,float32,,other law,fail,");
  const other = initgate(["baseline", "compare", file]);
  expect([other.code, other.stderr]).toEqual([
    2,
    `initgate: ${file}: must be a subject's baseline, got a checkpoint's: name the checkpoint of today with --weights\n`,
  ]);
  writeFileSync(file, "{}");
  expect(initgate(["baseline", "compare", file, "--weights", before]).code).toBe(2);
});
