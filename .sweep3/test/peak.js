/** The memory that the built program takes at most. */
import { initgate } from "./run.js";
/**
 * Tells the peak of a process's resident memory, in kB, as it ends. The kernel's ru_maxrss would do but for what exec
 * hands down in it: the peak of the process that forked, which in a test is the test runner's own.
 */
const program = `
import { readFileSync } from "node:fs";
process.on("exit", () => {
  let peak = process.resourceUsage().maxRSS;
  try {
    peak = Number(/VmHWM:\\s*(\\d+)/.exec(readFileSync("/proc/self/status", "utf8"))[1]);
  } catch {}
  process.stderr.write("peak " + peak);
});`;
/** Node.js's option that makes a process tell. */
export const PROBE = ["--import", `data:text/javascript,${encodeURIComponent(program)}`];
/** What it told, in kB, from its standard error. */
export const peakIn = (stderr) => Number(/peak (\d+)$/.exec(stderr)?.[1]);
/** As `initgate` of run.ts, with the peak of its resident memory in kB; NaN if it did not live to tell. */
export function initgatePeak(args) {
    const run = initgate(args, { node: PROBE });
    return { run, peak: peakIn(run.stderr) };
}
