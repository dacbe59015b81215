/** The memory that the built program takes at most. */
import { initgate, type Ran } from "./run.js";

/**
 * Tells the peak of a process's resident memory, in kB, as it ends. The kernel's ru_maxrss would do but for what exec
 * hands down in it: the peak of the process that forked, which in a test is the test runner's own.
 */
const probe = `
import { readFileSync } from "node:fs";
process.on("exit", () => {
  let peak = process.resourceUsage().maxRSS;
  try {
    peak = Number(/VmHWM:\\s*(\\d+)/.exec(readFileSync("/proc/self/status", "utf8"))[1]);
  } catch {}
  process.stderr.write("peak " + peak);
});`;

/** As `initgate` of run.ts, with the peak of its resident memory in kB; NaN if it did not live to tell. */
export function initgatePeak(args: readonly string[]): { readonly run: Ran; readonly peak: number } {
  const run = initgate(args, { node: ["--import", `data:text/javascript,${encodeURIComponent(probe)}`] });
  return { run, peak: Number(/peak (\d+)$/.exec(run.stderr)?.[1]) };
}
