/** What could not be judged is undetermined, never a pass. */
export type Verdict = "pass" | "fail" | "undetermined";

/** The verdict over several: fail if any fails; otherwise undetermined if any is, or if there are none. */
export function worst(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes("fail")) return "fail";
  return verdicts.length === 0 || verdicts.includes("undetermined") ? "undetermined" : "pass";
}
