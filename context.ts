/** Values, writers and exit codes for the commands; loaded only when a command runs. */
import { type Context, exitCode } from "./harness/command/context.js";
import { publishAudit } from "./reports/audit.js";
import { publishBench } from "./reports/benchmark.js";
import { publish } from "./reports/publish.js";
import { surroundings } from "./surroundings.js";

export const context: Context = {
  around: { ...surroundings, thread: new URL("./thread.js", import.meta.url) },
  publish,
  publishAudit,
  publishBench,
  exit: (verdict) => {
    process.exitCode = exitCode(verdict);
  },
};
