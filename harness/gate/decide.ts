/** The fail rule of docs/method.md, the only place that turns a p-value into a verdict. */

import type { Tail } from "../check/index.js";
import type { Verdict } from "../record/index.js";
import type { Budget } from "./budget.js";

/** The verdict at a stage; "open" if suspicion requires the next stage. An invalid p-value never passes. */
export function decide(pValue: number, tail: Tail, stage: number, budget: Budget): Verdict | "open" {
  if (!(pValue >= 0 && pValue <= 1)) return "undetermined";
  if (tail === "exact" && pValue <= budget.atOnce) return "fail";
  if (pValue > levelAt(tail, stage, budget)) return "pass";
  return tail === "invariant" || stage === budget.stages.length - 1 ? "fail" : "open";
}

/** The level of a stage: 0 for an invariant, which has no false alarms. */
export const levelAt = (tail: Tail, stage: number, budget: Budget): number =>
  tail === "invariant" ? 0 : budget.stages[stage]!;
