/** The context of every command: the reporters and the thread that computes. Loaded only when a command runs. */

import { publish, reportersNamed } from "../../reports/index.js";
import { wantsColour } from "../command/colour.js";
import type { Context } from "../command/context.js";
import { print } from "../command/output.js";
import { didYouMean } from "../contract/index.js";
import { packageVersion } from "../machine/packageFile.js";

export const context: Context = {
  version: packageVersion,
  operationThread: new URL("./operationThread.js", import.meta.url),
  jobThread: new URL("./thread.js", import.meta.url),
  requireReporters: (names) => void reportersNamed(names, didYouMean),
  publish: (outcome, options) => {
    const { GITHUB_ACTIONS, GITHUB_STEP_SUMMARY } = process.env;
    const reporter = GITHUB_ACTIONS === "true" ? [...options.reporter, "github"] : options.reporter;
    return publish(
      outcome,
      {
        ...options,
        reporter,
        colour: wantsColour(process.env, process.stdout.isTTY === true),
        ...(process.stdout.columns > 0 ? { columns: process.stdout.columns } : {}),
        ...(GITHUB_STEP_SUMMARY ? { stepSummary: GITHUB_STEP_SUMMARY } : {}),
      },
      { print, annotate: (text) => void process.stderr.write(text) },
    );
  },
  page: async (outcomes) => {
    const { renderPage } = await import("../../reports/page/index.js");
    return renderPage(outcomes, packageVersion);
  },
};
