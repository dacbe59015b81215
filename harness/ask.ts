/**
 * Puts one check's question to a case, stage by stage: a stage's data is looked at only if the stage before left the check
 * suspicious. This is the whole fail rule of docs/method.md.
 */
import type { Budget } from "./budget.js";
import type { Check, Observation, Prospect } from "./check/check.js";
import type { Finding, Verdict } from "./record.js";
import type { Sample } from "./sample.js";

/** A stage's tensors, or why there are none. */
export type Stage = { readonly sample: Sample } | { readonly reason: string };

export async function ask(
  check: Check,
  prospect: Prospect,
  budget: Budget,
  stages: (stage: number) => Promise<Stage>,
): Promise<Finding> {
  const tail = check.tail(prospect);
  for (let stage = 0; ; stage++) {
    const drawn = await stages(stage);
    const alpha = tail === "invariant" ? 0 : budget.stages[stage]!;
    const detects = check.detects(prospect, tail === "invariant" ? 0 : budget.stages[0]);
    if (!("sample" in drawn)) return lost(check.name, alpha, stage, detects, drawn.reason);
    const seen = check.run(drawn.sample);
    const finding = (verdict: Verdict): Finding => ({
      ...facts(check.name, seen, drawn.sample),
      alpha,
      verdict,
      detects,
      stage: stage + 1,
    });
    if (!(seen.pValue >= 0 && seen.pValue <= 1)) return finding("undetermined");
    if (tail === "invariant") return finding(seen.pValue > 0 ? "pass" : "fail");
    if (tail === "exact" && seen.pValue <= budget.atOnce) return finding("fail");
    if (seen.pValue > alpha) return finding("pass");
    if (stage === budget.stages.length - 1) return finding("fail");
  }
}

function facts(
  check: string,
  seen: Observation,
  sample: Sample,
): Pick<Finding, "check" | "n" | "statistic" | "pValue" | "expected" | "observed"> {
  return {
    check,
    n:
      sample.expected.joint === "exact"
        ? sample.tensors.reduce((n, { length }) => n + length, 0)
        : sample.values.length,
    statistic: finite(seen.statistic),
    pValue: finite(seen.pValue),
    expected: seen.expected,
    observed: seen.observed,
  };
}

const finite = (x: number): number | null => (Number.isFinite(x) ? x : null);

function lost(check: string, alpha: number, stage: number, detects: string, reason: string): Finding {
  const empty = { n: 0, statistic: null, pValue: null, expected: "an answer", observed: reason };
  return { check, ...empty, alpha, verdict: "undetermined", detects, stage: stage + 1 };
}
