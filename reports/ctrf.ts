/** CTRF, the Common Test Report Format (https://ctrf.io, version 0.0.0 of its specification): one test for each case. */
import type { Verdict } from "../harness/record/index.js";
import { casesOf, type ReportCase } from "./cases.js";
import { plainTexts } from "./plain.js";
import type { Reporter } from "./reporter.js";
import { tallyOf } from "./wording.js";

/** An undetermined case is neither a pass nor a failure, and it was not skipped. */
const STATUS: Readonly<Record<Verdict, string>> = { pass: "passed", fail: "failed", undetermined: "other" };

export const ctrf: Reporter = {
  name: "ctrf",
  files: (outcome) => {
    const { kind, version, partial, record } = outcome;
    const cases = plainTexts(casesOf(outcome));
    const { pass, fail, undetermined } = tallyOf(cases);
    const report = {
      reportFormat: "CTRF",
      specVersion: "0.0.0",
      results: {
        tool: { name: "initgate", version },
        // A report reads no clock: the same run gives the same bytes.
        summary: {
          ...{ tests: cases.length, passed: pass, failed: fail, pending: 0, skipped: 0, other: undetermined },
          ...{ start: 0, stop: 0 },
        },
        tests: cases.map((one) => testOf(one, kind)),
        extra: {
          partial,
          ...("seed" in record && { seed: record.seed }),
          ...("alpha" in record && { alpha: record.alpha }),
        },
      },
    };
    return { "ctrf.json": `${JSON.stringify(report, null, 1)}\n` };
  },
};

function testOf({ group, name, verdict, mistake, reason, details, replay }: ReportCase, kind: string): object {
  const test = { name, status: STATUS[verdict], duration: 0, suite: [kind, group] };
  if (verdict === "pass") return test;
  return {
    ...test,
    ...{ message: reason, trace: details.join("\n"), rawStatus: verdict },
    ...(mistake === "" ? {} : { tags: [mistake] }),
    ...(replay === "" ? {} : { extra: { replay } }),
  };
}
