/** Damaged files all the way through an audit: rows, or an error of one line. */
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { audit } from "../../harness/audit/audit.js";
import { contractOf } from "../../harness/audit/contractFile.js";
import { parseBaseline } from "../../harness/baseline/baselineFile.js";
import { surroundings } from "../../harness/program/surroundings.js";
import { auditCsv, auditText } from "../../reports/audit.js";
import { initgate } from "../run.js";
import { damaged, fuzzRuns } from "../weights/damaged.js";
import { archives, npyFiles, safetensorsFiles } from "../weights/files.js";

const numRuns = fuzzRuns(600);
const timeout = 10_000;
const folder = mkdtempSync(join(tmpdir(), "initgate-fuzz-"));
const path = join(folder, "weights");

const isOneLine = (text: string): boolean => text.length > 0 && text.length < 4000 && !/[\n\r]/.test(text);
const isPlainError = (error: unknown): boolean =>
  error instanceof Error && !(error instanceof TypeError) && isOneLine(error.message);

const kinds = { npy: npyFiles, npz: archives, safetensors: safetensorsFiles } as const;

test.each(Object.keys(kinds) as (keyof typeof kinds)[])(
  "a damaged .%s is audited, or refused in one line",
  async (kind) => {
    await fc.assert(
      fc.asyncProperty(damaged(kinds[kind]), async (bytes) => {
        writeFileSync(path, bytes);
        try {
          const record = await audit({ files: [path], claims: [], alpha: 1e-9 }, surroundings.contracts);
          return (
            record.rows.every(
              ({ verdict, note }) => ["pass", "fail", "undetermined"].includes(verdict) && !/[\n\r]/.test(note),
            ) &&
            auditCsv(record.rows).split("\n").length === record.rows.length + 2 &&
            auditText(record).endsWith("undetermined\n")
          );
        } catch (error) {
          return isPlainError(error);
        }
      }),
      { numRuns, timeout },
    );
  },
);

test("the program itself ends with 0, 1 or 2, one line of error, and no half-written file", () => {
  const runs = Math.min(24, numRuns);
  for (const bytes of fc.sample(damaged(fc.oneof(...Object.values(kinds))), runs)) {
    writeFileSync(path, bytes);
    const { code, stderr, stdout } = initgate(["audit", path]);
    expect([0, 1, 2]).toContain(code);
    if (stderr === "") expect(stdout).toMatch(/\d+ passed, \d+ failed, \d+ undetermined\n$/);
    else {
      expect(stderr).toMatch(/^initgate: [^\n]+\n$/);
      expect(code).toBe(2);
    }
  }
});

test("any text is a contract or is refused in one line", () => {
  const right =
    '{"layout":"oi","tensor":[{"name":["a*"],"as":"he_normal","groups":2,"params":{"a":1}}],"tied":[{"names":["a"]}]}';
  const toml =
    'layout = "oi"\n[[tensor]]\nname = "a*"\nas = "he_normal"\nparams = { a = 1 }\n[[tied]]\nnames = ["a", "b"]\n';
  const texts = fc.oneof(
    fc.string(),
    damaged(fc.constantFrom(right, toml).map((text) => Buffer.from(text))).map((bytes) =>
      Buffer.from(bytes).toString(),
    ),
    fc.json(),
  );
  fc.assert(
    fc.property(texts, fc.boolean(), (text, json) => {
      try {
        return Array.isArray(contractOf(text, json).claims);
      } catch (error) {
        return isPlainError(error);
      }
    }),
    { numRuns },
  );
});

test("any text is a baseline or is refused in one line", () => {
  const groups = Array(16).fill(0);
  const stage = {
    n: 4,
    summaries: {
      mean: groups,
      variance: groups,
      lag_rows: groups,
      lag_columns: groups,
      lowest: groups,
      highest: groups,
    },
    cells: [groups, groups],
  };
  const one = {
    asked: "a",
    contract: "he_normal",
    layout: "io",
    dtype: "float32",
    shape: [2, 2],
    groups: 1,
    seed: 0,
    samples: 4,
    params: {},
  };
  const cases = [{ case: one, digest: "sha256:0", law: "none", edges: [0], stages: [stage, stage, stage] }];
  const right = JSON.stringify({
    kind: "initgate baseline",
    schema: 2,
    initgate: "0",
    subject: { name: "a", version: "b" },
    cases,
  });
  expect(parseBaseline(right).cases).toHaveLength(1);
  fc.assert(
    fc.property(damaged(fc.constant(Buffer.from(right))), (bytes) => {
      try {
        return parseBaseline(Buffer.from(bytes).toString()).cases.length <= 1;
      } catch (error) {
        return isPlainError(error);
      }
    }),
    { numRuns },
  );
});
