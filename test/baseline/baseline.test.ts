import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { baselineText, parseBaseline } from "../../harness/baseline/baselineFile.js";
import { compareBaseline } from "../../harness/baseline/compare.js";
import { writeBaseline } from "../../harness/baseline/write.js";
import { fill, type Initializer } from "../../harness/contract/initializer.js";
import { casesOf } from "../../harness/gate/resolveRequest.js";
import { surroundings } from "../../harness/program/surroundings.js";
import type { BaselineRow } from "../../harness/record/index.js";
import type { Request, Subject } from "../../harness/subject/subject.js";
import { glorotUniform, heNormal, heUniform, initializers } from "../../initializers/index.js";
import { savedText } from "../audit/saved.js";
import { initgate } from "../run.js";
import { upgrades } from "./mutants.js";

const drawing = (version: string, draw: (request: Request) => Float32Array): Subject => ({
  description: { name: "framework", version, initializers: initializers.map(({ name }) => name) },
  draw: async (requests) =>
    requests.map((request) => ({
      kind: "tensor",
      tensor: { shape: request.shape, dtype: request.dtype, data: draw(request) },
    })),
  close: async () => {},
});
const honest =
  (initializer: Initializer, move = 0) =>
  (request: Request) =>
    fill(initializer, { ...request, seed: request.seed! + move });

async function upgraded(
  initializer: Initializer,
  draw: (request: Request) => Float32Array,
  samples = 20_000,
  shape: readonly number[] = [90, 160],
): Promise<BaselineRow> {
  const before = drawing("1", honest(initializer));
  const cases = casesOf(
    { initializers: [initializer.name], shapes: [shape], samples, seed: 0 },
    before.description,
    surroundings,
  );
  const baseline = parseBaseline(baselineText(await writeBaseline(cases, before, surroundings)));
  const { rows } = await compareBaseline(baseline, drawing("2", draw), surroundings.contracts, { alpha: 1e-9 });
  return rows[0]!;
}

describe("an upgrade that changes nothing", () => {
  test.each([heNormal, heUniform, glorotUniform])("gives the same bits of $name", async (initializer) => {
    expect(await upgraded(initializer, honest(initializer))).toMatchObject({
      found: "same bits",
      verdict: "pass",
      pValue: null,
    });
  });
});

describe("an upgrade of the generator", () => {
  test.each(
    initializers.filter(
      ({ name }) => !["zeros", "ones", "constant", "identity", "dirac", "delta_orthogonal"].includes(name),
    ),
  )("gives other bits of the same law: $name", async (initializer) => {
    expect(await upgraded(initializer, honest(initializer, 1_000_003))).toMatchObject({
      found: "same law",
      verdict: "pass",
    });
  });

  test("that turns every sign, or no longer heeds the seed, is told by the same rule", async () => {
    const turned = await upgraded(heNormal, (request) => honest(heNormal)(request).map((x) => -x));
    expect(turned).toMatchObject({ found: "same law", verdict: "pass" });
  });
});

/** Rows that repeat the first, moved on: entries as dependent as can be. */
const circulant =
  (move: number) =>
  ({ shape: [rows, columns], seed }: Request): Float32Array => {
    const first = fill(heNormal, { shape: [rows!, 1], layout: "io", seed: seed! + move });
    return Float32Array.from(
      { length: rows! * columns! },
      (_, k) => first[(Math.floor(k / columns!) + (k % columns!)) % rows!]!,
    );
  };

describe("entries that hang together", () => {
  const write = async (draw: (request: Request) => Float32Array) => {
    const before = drawing("1", draw);
    const ask = { initializers: ["he_normal"], shapes: [[64, 64]], samples: 20_000, seed: 0 };
    return writeBaseline(casesOf(ask, before.description, surroundings), before, surroundings);
  };

  test("are no other law under other seeds", async () => {
    const baseline = await write(circulant(0));
    for (const move of [1_000_003, 2_000_003, 3_000_003]) {
      const now = drawing("2", circulant(move));
      const { rows } = await compareBaseline(baseline, now, surroundings.contracts, { alpha: 1e-3 });
      expect(rows[0]).toMatchObject({ found: "same law", verdict: "pass" });
    }
  });

  test("are another law than entries that do not", async () => {
    const now = drawing("2", honest(heNormal));
    const { rows } = await compareBaseline(await write(circulant(0)), now, surroundings.contracts, { alpha: 1e-9 });
    expect(rows[0]).toMatchObject({ found: "other law", verdict: "fail" });
  });

  test("an alpha that the stages cannot reach is refused", async () => {
    const same = drawing("1", circulant(0));
    const baseline = await write(circulant(0));
    await expect(compareBaseline(baseline, same, surroundings.contracts, { alpha: 1e-30 })).rejects.toThrow(
      "baseline: alpha must be larger, for 3 stages to reach it, got 1e-30",
    );
  });

  test("entries that are no numbers are not written", async () => {
    const broken = (request: Request) => honest(heNormal)(request).fill(Number.NaN, 5, 6);
    await expect(write(broken)).rejects.toThrow(
      /^baseline: he_normal 64x64 io .* must be drawn, got entries that are not finite$/,
    );
  });
});

describe("an upgrade that changes the law", () => {
  test.each(upgrades)("$name is seen at $samples entries, and named", async ({ initializer, samples, named, draw }) => {
    const row = await upgraded(initializer, draw, samples);
    expect(row).toMatchObject({ found: "other law", verdict: "fail", versionThen: "1", versionNow: "2" });
    expect(named).toContain(row.diagnosis?.mistake);
    expect(row.note).toContain(" of before");
  });

  test("a single entry that is no number is another law", async () => {
    const row = await upgraded(heNormal, (request) => {
      const w = honest(heNormal)(request);
      w[7] = Number.NaN;
      return w;
    });
    expect(row).toMatchObject({ found: "other law", verdict: "fail" });
  });
});

test("a subject that no longer answers is a doubt", async () => {
  const before = drawing("1", honest(heNormal));
  const cases = casesOf({ initializers: ["he_normal"], shapes: [[30, 40]], seed: 0 }, before.description, surroundings);
  const baseline = await writeBaseline(cases, before, surroundings);
  const silent: Subject = {
    ...before,
    draw: async (requests) => requests.map(() => ({ kind: "broken", reason: "died" })),
  };
  const { rows } = await compareBaseline(baseline, silent, surroundings.contracts, { alpha: 1e-9 });
  expect(rows[0]).toMatchObject({ found: "", verdict: "undetermined", note: "died" });
  await expect(writeBaseline(cases, silent, surroundings)).rejects.toThrow(
    /^baseline: he_normal 30x40 io .* must be drawn, got died$/,
  );
});

describe("on the command line", () => {
  const small = ["--initializer", "he_normal,glorot_uniform", "--shape", "30x50", "--samples", "2000"];
  const file = savedText("baseline.json", "");
  const written = initgate(["baseline", "write", file, ...small]);

  test("the reference is the same as itself", () => {
    expect(written.stderr).toBe("");
    expect(written.stdout).toMatch(/baseline\.json: 2 cases of reference /);
    const run = initgate(["baseline", "compare", file]);
    expect(run.stdout).toContain("2 same bits, 0 same law, 0 other law");
    expect(run.file("baseline.csv").split("\n")[0]).toBe(
      "subject,version_then,version_now,initializer,shape,layout,dtype,seed,found,verdict,p_value,failed_tests,law_then,law_now,diagnosis,note",
    );
    expect(run.code).toBe(0);
  });

  test("--out says where a baseline without a directory is written", () => {
    const { code, stdout, out } = initgate(["baseline", "write", "then.json", ...small]);
    expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringContaining(join(out, "then.json")) });
    expect(readFileSync(join(out, "then.json"), "utf8")).toBe(readFileSync(file, "utf8"));
  });

  test("the same seed writes the same bytes, and they are few", () => {
    const before = readFileSync(file, "utf8");
    initgate(["baseline", "write", file, ...small]);
    expect(readFileSync(file, "utf8")).toBe(before);
    expect(before.length / 2).toBeLessThan(13_000);
  });

  test("tfjs is not the reference, and the difference has a name", () => {
    const run = initgate(["baseline", "compare", file, "--subject", "tfjs", "--json"]);
    expect(run.code).toBe(1);
    const { rows } = JSON.parse(run.stdout);
    expect(rows).toMatchObject([
      {
        initializer: "he_normal",
        found: "other law",
        diagnosis: { mistake: "truncated-uncorrected" },
        lawThen: "he_normal",
      },
      { initializer: "glorot_uniform", found: "same law", verdict: "pass" },
    ]);
  });

  test.each([
    ["{", 'must be JSON, got "{"'],
    ["{}", "must be an initgate baseline of schema 2, got something else"],
    ['{"kind":"initgate baseline","schema":1}', "must be an initgate baseline of schema 2, got something else"],
    [
      '{"kind":"initgate baseline","schema":2,"subject":{"name":"a","version":"b"},"cases":[{}]}',
      "baseline: case 1 must be as it was written, got another",
    ],
  ])("%s is refused in one line, exit 2", (text, message) => {
    const path = savedText("broken.json", text);
    const run = initgate(["baseline", "compare", path]);
    expect(run.stderr).toBe(`initgate: ${path}: ${message}\n`);
    expect(run.code).toBe(2);
  });

  test("no case that was tampered with is taken", () => {
    const whole = JSON.parse(readFileSync(file, "utf8"));
    for (const change of [
      { samples: -1 },
      { samples: 1e15 },
      { shape: [1e6, 1e6] },
      { shape: ["a"] },
      { dtype: "int8" },
      { params: { a: null } },
    ]) {
      const cases = whole.cases.map((one: { case: object }) => ({ ...one, case: { ...one.case, ...change } }));
      expect(() => parseBaseline(JSON.stringify({ ...whole, cases }))).toThrow("case 1 must be as it was written");
    }
    writeFileSync(file, JSON.stringify(whole));
    expect(initgate(["baseline", "compare", file]).code).toBe(0);
  });
});
