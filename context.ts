/** Values, writers and exit codes for the commands; loaded only when a command runs. */
import { type Context, exitCode } from "./harness/command/context.js";
import { publishAudit } from "./reports/audit.js";
import { publishBaseline, publishComparison } from "./reports/baseline.js";
import { publishPropagation } from "./reports/propagation.js";
import { publish } from "./reports/publish.js";
import { publishRecommendation } from "./reports/recommendation.js";
import { surroundings } from "./surroundings.js";

export const context: Context = {
  around: { ...surroundings, thread: new URL("./thread.js", import.meta.url) },
  publish,
  publishAudit,
  publishBaseline,
  publishComparison,
  publishPropagation,
  publishRecommendation,
  exit: (verdict) => {
    process.exitCode = exitCode(verdict);
  },
};
