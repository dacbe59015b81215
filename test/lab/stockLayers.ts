/** Stock layers of PyTorch, saved as files and audited without claims. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { audit } from "../../harness/audit/audit.js";
import { surroundings } from "../../harness/program/surroundings.js";

/** Levels of a whole file. */
export const FILE_LEVELS = [0.1, 1e-9] as const;
const PIECE = 20;
const PROGRAM = join("test", "lab", "stock_layers.py");

export interface Stock {
  readonly files: number;
  readonly tensors: number;
  /** Files that fail, at each level. */
  readonly failed: readonly number[];
  /** Tensors by verdict at the finer level. */
  readonly verdicts: Readonly<Record<string, number>>;
  readonly alarms: readonly string[];
}

/** Files `first`, `first` + 1, ... Throws an Error where the interpreter has no torch. */
export async function auditStock(python: string, first: number): Promise<Stock> {
  const folder = mkdtempSync(join(tmpdir(), "initgate-stock-"));
  try {
    const { status, stderr } = spawnSync(python, [PROGRAM, folder, String(first), String(PIECE)], { encoding: "utf8" });
    if (status !== 0)
      throw new Error(`stock layers: ${python} must have torch, got ${stderr.trim().split("\n").at(-1)}`);
    const failed = FILE_LEVELS.map(() => 0);
    const verdicts: Record<string, number> = {};
    const alarms: string[] = [];
    let tensors = 0;
    for (let file = first; file < first + PIECE; file++) {
      const path = join(folder, `${file}.safetensors`);
      for (const [at, alpha] of FILE_LEVELS.entries()) {
        const { rows } = await audit({ files: [path], claims: [], alpha }, surroundings.contracts);
        const wrong = rows.filter(({ verdict }) => verdict === "fail");
        if (wrong.length > 0) failed[at]!++;
        if (at < FILE_LEVELS.length - 1) continue;
        tensors += rows.length;
        for (const { verdict } of rows) verdicts[verdict] = (verdicts[verdict] ?? 0) + 1;
        for (const { tensor, shape, diagnosis } of wrong)
          alarms.push(`${file} ${tensor} ${shape}: ${diagnosis?.mistake}`);
      }
    }
    return { files: PIECE, tensors, failed, verdicts, alarms };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
