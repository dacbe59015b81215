/** Cases that did not pass, grouped by what is wrong with them: a reader needs one of each in full. */
import type { CaseResult } from "../harness/record/index.js";
import { groupBy } from "./matrix.js";
import * as say from "./wording.js";

/** Cases with one verdict for one cause, the clearest of them first. */
export type Cause = readonly [CaseResult, ...CaseResult[]];

/** Failures of an initializer with one diagnosis, or, where there is none, with the same checks that failed. */
export function failuresOf(results: readonly CaseResult[]): readonly Cause[] {
  const failed = results.filter(({ verdict }) => verdict === "fail");
  const causes = groupBy(failed, ({ key, diagnosis, findings }) => {
    const cause = diagnosis?.mistake ?? findings.map(({ check, verdict }) => `${check} ${verdict}`).join(" ");
    return [key.subject, key.subjectVersion, key.dtype, say.nameText(key), cause].join("\n");
  });
  const strength = (one: CaseResult): number => say.strongest(one.findings, "fail")[0]?.pValue ?? 2;
  return [...causes.values()].map((cases) => cases.sort((a, b) => strength(a) - strength(b)));
}

/** Cases that are undetermined for one reason. */
export function doubtsOf(results: readonly CaseResult[]): readonly Cause[] {
  const doubtful = results.filter(({ verdict }) => verdict === "undetermined");
  return [...groupBy(doubtful, say.reasonText).values()];
}
