/** Runs the built program as a user does. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

export const ROOT = resolve(import.meta.dirname, "..");
const PROGRAM = join(ROOT, "dist", "cli.js");

/** Lines that say how far a long run is: on a slow machine every run is a long one. */
export const withoutProgress = (stderr: string): string =>
  stderr.replace(/^initgate: \d+\/\d+ \w+, (time left unknown|about [\d.]+ (s|min|h) left)\n/gm, "");

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  /** Without progress. */
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
    // A record of all of PyTorch's initializers is longer than Node's default.
    maxBuffer: 2 ** 28,
  });
  return {
    code: status,
    stdout,
    stderr: withoutProgress(stderr),
    out,
    file: (name) => readFileSync(join(out, name), "utf8"),
  };
}
