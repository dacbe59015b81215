/** An audit as jobs: the same record wherever a tensor is looked at, and a worker that looks at none but the one that is meant. */
import { copyFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { audit } from "../../harness/audit/audit.js";
import { contentOf } from "../../harness/audit/content.js";
import type { Examined } from "../../harness/audit/examine.js";
import { identify, meaningsOf } from "../../harness/audit/identify.js";
import { nearest } from "../../harness/audit/nearest.js";
import { withPlan } from "../../harness/audit/plan.js";
import { type Absent, openTensorWorker, type TensorJob, tensorJob } from "../../harness/audit/tensorJob.js";
import { expectationOf, fill } from "../../harness/contract/initializer.js";
import { fromText, toText } from "../../harness/fleet/plainText.js";
import { tensorKind } from "../../harness/fleet/tensorKind.js";
import { surroundings } from "../../harness/program/surroundings.js";
import { heNormal } from "../../initializers/index.js";
import { initgate } from "../run.js";
import { manyRelations } from "./manyRelations.js";
import { saved, weight } from "./saved.js";

const { contracts } = surroundings;
const files = manyRelations();
const settings = {
  ...{ files, alpha: 1e-9, claims: [{ pattern: "claimed.*", contract: "he_normal" }] },
  tied: [{ names: ["h.0.weight", "h.1.weight"] }],
};
const alone = await audit(settings, contracts);

test("the models have all that an audit finds of tensors together", () => {
  const text = JSON.stringify(alone);
  for (const found of ["seed-reused", "untied", "wrong-scale", "follows no law", "share sd"])
    expect(text).toMatch(found);
});

/** Jobs that go as text to somebody who opens the files anew, and answer as text. */
const travelling = async () => {
  const worker = openTensorWorker(contracts);
  return {
    takes: (job: TensorJob) => tensorKind.travels(job),
    async run(job: TensorJob): Promise<Examined | Absent> {
      const received = tensorKind.jobOf(fromText(toText(tensorKind.workOf(job))), { subject: "reference" });
      const found = toText(tensorKind.foundOf(await worker.examineIfSame(received)));
      return tensorKind.resultOf(fromText(found), job, { name: "", version: "" });
    },
    close: () => worker.close(),
  };
};

describe("the record is the same", () => {
  test("with any number of threads", () => {
    const args = ["audit", ...files, "--as", "claimed.*=he_normal", "--json", "--out", join(tmpdir(), "initgate-jobs")];
    const [one, ...others] = ["1", "2", "3"].map((threads) => initgate([...args, "--threads", threads]));
    expect(JSON.parse(one!.stdout).rows).toHaveLength(10);
    for (const { code, stdout } of others) expect({ code, stdout }).toEqual({ code: one!.code, stdout: one!.stdout });
  });

  test("from tensors that were looked at elsewhere", async () => {
    const said: string[] = [];
    const say = (line: string): void => void said.push(line);
    const record = await audit({ ...settings, elsewhere: travelling }, contracts, { say });
    // To the order of keys: results.json is the same bytes.
    expect(JSON.stringify(record)).toBe(JSON.stringify(alone));
    expect(said).toEqual([]);
  });

  test("where nobody elsewhere has the files, who says so", async () => {
    const said: string[] = [];
    const elsewhere = async () => ({ ...(await travelling()), run: async () => ({ absent: "no such file" }) });
    expect(await audit({ ...settings, elsewhere }, contracts, { say: (line) => said.push(line) })).toEqual(alone);
    expect(new Set(said)).toEqual(new Set(["audit: no such file; what workers do not have is done here"]));
  });

  test("with a tensor that nobody could look at: it is undetermined, and says why", async () => {
    const elsewhere = async () => {
      const others = await travelling();
      const run = async (job: TensorJob) => {
        if (job.tensor === "c.weight") throw new Error("lost with its workers");
        return others.run(job);
      };
      return { ...others, run };
    };
    const { rows } = await audit({ ...settings, elsewhere }, contracts);
    const at = rows.findIndex(({ tensor }) => tensor === "c.weight");
    const { file, tensor, shape, layout, dtype } = alone.rows[at]!;
    const facts = { file, tensor, shape, layout, dtype };
    expect(rows[at]).toMatchObject({ ...facts, verdict: "undetermined", note: "lost with its workers", pValue: null });
    expect(rows.filter((_, k) => k !== at)).toEqual(alone.rows.filter((_, k) => k !== at));
  });
});

const path = saved({ "w.weight": weight(heNormal, { shape: [30, 50], layout: "oi", seed: 1 }) });
const asked = { files: [path], claims: [], alpha: 1e-9 };
const job = await withPlan(asked, contracts, async ({ planned: [one], share }) => ({
  ...tensorJob(path, one!.place, 0, { claims: [], scope: {}, share }),
  content: await contentOf(one!.place.weights, "w.weight"),
}));

test("a contract in use that changes what a tensor is nearest to is known beforehand", () => {
  const spec = { shape: [30, 20], layout: "oi" };
  const entries = fill(heNormal, { ...spec, seed: 1 }).map((x) => 1.02 * x);
  const weightLike = { dtype: "float32" as const, entries };
  const readings = identify(
    meaningsOf(contracts, (one) => expectationOf(one, { ...spec, groups: 1 })),
    weightLike,
  );
  const { meant, swayedBy } = nearest(readings, weightLike, new Set());
  const names = readings.flatMap(({ best, sameLaw }) => [best, ...sameLaw.slice(-1)].map(({ name }) => name));
  const changing = names.filter((name) => nearest(readings, weightLike, new Set([name])).meant?.name !== meant?.name);
  expect(changing.length).toBeGreaterThan(2);
  expect(swayedBy).toEqual(expect.arrayContaining(changing));
  expect(swayedBy.length).toBeLessThan(readings.flatMap(({ best, sameLaw }) => [best, ...sameLaw]).length);
});

describe("a job", () => {
  test("is done only where the path holds what the coordinator has, also if it was replaced since", async () => {
    const worker = openTensorWorker(contracts);
    const absent = { absent: `${path} must hold the same w.weight at a worker as here, got none or another` };
    expect(await worker.examineIfSame(job)).toMatchObject({ row: { verdict: "pass" } });
    const kept = `${path}.kept`;
    copyFileSync(path, kept);
    copyFileSync(saved({ "w.weight": weight(heNormal, { shape: [30, 50], layout: "oi", seed: 2 }) }), path);
    expect(await worker.examineIfSame(job)).toEqual(absent);
    copyFileSync(saved({ "w.weight": weight(heNormal, { shape: [50, 30], layout: "oi", seed: 1 }) }), path);
    expect(await worker.examineIfSame(job)).toEqual(absent);
    writeFileSync(path, "no file of weights");
    expect(await worker.examineIfSame(job)).toEqual(absent);
    copyFileSync(kept, path);
    expect(await worker.examineIfSame(job)).toMatchObject({ row: { verdict: "pass" } });
    await worker.close();
  });

  test.each([
    ["a path that depends on the worker", { path: "w.npy" }, "job.work.path: must be absolute"],
    [
      "a contract that names a file",
      { claims: [{ pattern: "*", contract: "free(values(/etc/passwd))" }] },
      "job.work.claims: must name no file",
    ],
    ["a program", { claims: [{ pattern: "*", contract: "he_normal", command: "ls" }] }, "job.work.claims[0]"],
    ["no digest", { content: undefined }, "job.work"],
  ])("of %s is refused", (_, change, reason) => {
    const work = { ...tensorKind.workOf(job), ...change };
    expect(() => tensorKind.jobOf(work, { subject: "reference" })).toThrow(reason);
    expect(tensorKind.travels({ ...job, ...change } as TensorJob)).toBe(false);
  });

  const row = {
    bestFit: "he_normal",
    pValue: 0.5,
    verdict: "pass",
    diagnosis: null,
    note: "",
    alsoFits: [],
    entries: 1500,
  };
  const diagnosis = { mistake: "wrong-scale", evidence: "", alsoFits: [] };
  test.each([
    [{ ...row, verdict: "fail" }],
    [{ ...row, pValue: null }],
    [{ ...row, bestFit: "" }],
    [{ ...row, diagnosis }],
  ])("is not answered by a verdict that does not follow: %j", (forged) => {
    expect(() => tensorKind.resultOf({ row: forged }, job, { name: "", version: "" })).toThrow(/^answer: must have/);
  });
});
