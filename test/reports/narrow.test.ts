/** Every command's summary fits the terminal, from 60 columns on: a table where it fits, else a list. */
import stringWidth from "string-width";
import { expect, test } from "vitest";
import type { AuditRow, BaselineRow, BenchRecord, BenchRow } from "../../harness/record/index.js";
import { recommend } from "../../index.js";
import { auditText } from "../../reports/audit.js";
import { baselineText } from "../../reports/baseline.js";
import { benchmarkText } from "../../reports/benchmark.js";
import { recommendText } from "../../reports/recommendation.js";

const WRONG = {
  mistake: "fan-out-for-fan-in",
  evidence: "fan_out (300 for 500); variance is 1.6671 [1.6602, 1.6741] of the documented one",
  alsoFits: [],
};

const audited: AuditRow = {
  ...{ file: "model.safetensors", tensor: "model.layers.10.self_attn.q_proj.weight", shape: "768x768", layout: "oi" },
  ...{ dtype: "float32", bestFit: "random_normal(stddev=0.0200)", pValue: 3e-40, verdict: "fail", entries: 589_824 },
  ...{ diagnosis: WRONG, note: "", alsoFits: ["lecun_normal", "variance_scaling", "mamba:dt_weight", "free(x)"] },
};
const compared: BaselineRow = {
  ...{ subject: "torch", versionThen: "2.9.0", versionNow: "2.15.0", initializer: "kaiming_normal_", seed: 0 },
  ...{ shape: "300x500", layout: "oi", dtype: "float32", found: "other law", verdict: "fail", pValue: 1e-12 },
  ...{ failed: ["scale"], lawThen: "he_normal", lawNow: "lecun_normal", diagnosis: WRONG, note: "" },
};
const timed: BenchRow = {
  ...{ implementation: "@tensorflow/tfjs", implementationVersion: "4.22.0", initializer: "truncated_normal" },
  ...{ elements: 1_000_000, threads: 2, samples: [4.1, 4.2, 4.3], ratioToMemoryFill: 12.4 },
};
const bench: BenchRecord = { environment: {}, rows: [timed, timed], absent: ["torch: not installed"] };

const texts: readonly (readonly [string, (columns: number) => Promise<string> | string])[] = [
  ["audit", (columns) => auditText({ rows: [audited], notes: [] }, { columns })],
  ["baseline", (columns) => baselineText({ alpha: 1e-9, tests: 1, rows: [compared] }, { columns })],
  ["bench", (columns) => benchmarkText(bench, { columns })],
  [
    "recommend",
    async (columns) =>
      recommendText(await recommend({ activation: "tanh", depth: 10, width: 64 }), { colour: false, columns }),
  ],
];

test.each(texts)("%s fits 60, 80 and 120 columns, and loses nothing", async (_, textAt) => {
  const words = async (columns: number) => new Set((await textAt(columns)).split(/[\s,]+/));
  for (const columns of [60, 80, 120]) {
    const lines = (await textAt(columns)).split("\n");
    expect(lines.filter((line) => stringWidth(line) > columns)).toEqual([]);
  }
  const [narrow, wide] = [await words(60), await words(120)];
  // A list has no header.
  const titles = ["task", "implementation", "version", "initializer", "settings", "verdict", "-"];
  expect([...wide].filter((word) => !narrow.has(word) && !titles.includes(word))).toEqual([]);
});

test("a rank stands one space before its name in a list", async () => {
  const ranked = await recommend({ activation: "tanh", depth: 10, width: 64 });
  expect(recommendText(ranked, { colour: false, columns: 60 })).toMatch(/^1 \w+/m);
});

test("a failure is coloured, and colour adds nothing else", () => {
  const rows = [audited, { ...audited, verdict: "pass" as const, diagnosis: null }];
  const coloured = auditText({ rows, notes: [] }, { colour: true });
  expect(coloured).toContain("\u001b[31m");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what is taken out
  expect(coloured.replaceAll(/\u001b\[\d+m/g, "")).toBe(auditText({ rows, notes: [] }));
});
