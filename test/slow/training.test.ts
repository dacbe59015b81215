/** The coordinate check of transformers that PyTorch trained: muP and wrong scales at five widths are told apart. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { parseCsv } from "../reports/parseCsv.js";
import { initgate, type Ran } from "../run.js";
import { interpreterFor } from "./interpreters.js";

const python = interpreterFor("import torch", "training");
const folder = mkdtempSync(join(tmpdir(), "initgate-training-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function checked(kind: string): Ran {
  const own = join(folder, kind);
  mkdirSync(own);
  const program = join(import.meta.dirname, "programs", "train_transformer.py");
  const { status, stderr } = spawnSync(python!, [program, kind, own], { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  const files = (moment: string): string => join(own, `${moment}_*.npz`);
  const dumps = ["--activations", files("before"), "--after", files("after")];
  return initgate(["propagate", "--coord-check", ...dumps, "--reporter", "csv,markdown,html"]);
}

const rowsOf = (run: Ran): Record<string, string>[] => {
  const [header, ...lines] = parseCsv(run.file("propagation-widths.csv"));
  return lines.map((cells) => Object.fromEntries(header!.map((name, at) => [name, cells[at]!])));
};

describe.runIf(python !== undefined)("transformers trained by PyTorch", () => {
  test("of muP: what training changes does not depend on the width", () => {
    const run = checked("mup");
    expect([run.stderr, run.code]).toEqual(["", 0]);
    expect(run.stdout).toContain("✓ activations  level");
    const rows = rowsOf(run);
    expect(rows).toHaveLength(4 * 3);
    expect(rows.map(({ tensor }) => tensor).slice(0, 4)).toEqual(["input", "input", "input", "hidden"]);
    for (const row of rows) expect(Number(row["confidence"])).toBeGreaterThan(0.99);
  });

  test.each(["standard", "hidden_rate"])("of %s scales: it grows with the width", (kind) => {
    const run = checked(kind);
    expect(run.code).toBe(1);
    expect(run.stdout).toContain("✗ activations  grows with width");
    expect(run.file("summary.md")).toMatch(/coordinate check, width 32,64,128,256,512 depth 4 nets 15/);
    expect(run.file("report.html")).toContain("Exponents of the width, before and after training");
    const changed = rowsOf(run).filter(({ moment, tensor }) => moment === "change" && tensor === "hidden");
    for (const { exponent } of changed) expect(Number(exponent)).toBeGreaterThan(0.5);
  });
});

describe.runIf(python !== undefined)("GPTs of PyTorch, by their activations alone", () => {
  const held = (kind: string, architecture: string): Ran => {
    const own = mkdtempSync(join(folder, `${kind}-`));
    const { status, stderr } = spawnSync(python!, [join(import.meta.dirname, "programs", "dump_gpt.py"), kind, own]);
    if (status !== 0) throw new Error(String(stderr));
    const as = ["--as", "random_normal(stddev=0.07)", "--activation", "gelu", "--architecture", architecture];
    return initgate(["propagate", "--activations", own, ...as]);
  };

  test.each([
    ["scaled", "gpt_scaled"],
    ["unscaled", "gpt"],
  ])("%s ones follow %s, from their own embeddings", (kind, architecture) => {
    const run = held(kind, architecture);
    expect([run.stderr, run.code]).toEqual(["", 0]);
  });

  test("a missing scaling of the depth is named", () => {
    const run = held("unscaled", "gpt_scaled");
    expect(run.code).toBe(1);
    expect(run.file("propagation-verdicts.csv")).toContain("gpt they are inside their band");
  });
});
