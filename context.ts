/** What the commands are given: the reporters and the thread that computes. Loaded only when a command runs. */
import type { Context } from "./harness/command/context.js";
import { print } from "./harness/command/output.js";
import { publish, reporters, reportersNamed } from "./reports/index.js";
import { packageVersion } from "./version.js";

export const context: Context = {
  version: packageVersion(),
  operationThread: new URL("./operationThread.js", import.meta.url),
  reporters: reporters.map(({ name }) => name),
  requireReporters: (names) => void reportersNamed(names),
  publish: (outcome, options) =>
    publish(outcome, { ...options, colour: process.stdout.isTTY === true && !process.env["NO_COLOR"] }, print),
};
