/** Doubt is never a pass: what could not be judged is undetermined. */
export type Verdict = "pass" | "fail" | "undetermined";

/** The verdict over several: any failure fails; else any doubt, or nothing at all, is doubt. */
export function worst(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes("fail")) return "fail";
  return verdicts.length === 0 || verdicts.includes("undetermined") ? "undetermined" : "pass";
}
