/** Runs the built program as a user does. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

export const ROOT = resolve(import.meta.dirname, "..");
const PROGRAM = join(ROOT, "dist", "cli.js");

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** The report directory. */
  readonly out: string;
  /** A file of the report. */
  file(name: string): string;
}

export function initgate(args: readonly string[], { cwd = ROOT, node = [] as readonly string[] } = {}): Ran {
  const out = mkdtempSync(join(tmpdir(), "initgate-"));
  const withOut = args.includes("--out") || args.includes("--help") ? [] : ["--out", out];
  const { status, stdout, stderr } = spawnSync(process.execPath, [...node, PROGRAM, ...args, ...withOut], {
    cwd,
    encoding: "utf8",
  });
  return { code: status, stdout, stderr, out, file: (name) => readFileSync(join(out, name), "utf8") };
}
