/** A signal to a run that has its results already: they are written, and it says so. */
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, expect, test } from "vitest";
import { ROOT, withoutProgress } from "../run.js";

const folder = mkdtempSync(join(tmpdir(), "initgate-interruption-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("Ctrl-C while a reader keeps the program waiting", { timeout: 60_000 }, async () => {
  const out = join(folder, "report");
  const deep = ["--activation", "linear", "--depth", "400", "--width", "2", "--nets", "2", "--threads", "1"];
  const args = [join(ROOT, "dist", "cli.js"), "propagate", ...deep, "--json", "--out", out];
  // Nobody reads stdout, and the record is more than a pipe holds.
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] });
  let stderr = "";
  child.stderr.on("data", (chunk: Buffer) => {
    stderr += chunk.toString("utf8");
  });
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const said = new Promise((resolve) => child.stderr.once("end", resolve));
  while (!existsSync(join(out, "results.json")) && child.exitCode === null) await sleep(20);
  child.kill("SIGINT");
  const sent = performance.now();
  expect(await ended).toBe(130);
  expect(performance.now() - sent).toBeLessThan(2000);
  await said;
  expect(withoutProgress(stderr)).toBe(
    `initgate: interrupted by SIGINT: all was finished, and what could be written is in ${out}\n`,
  );
});
