/** Whether a tensor follows one contract: every check that has something to ask, at the share of each p-value. */
import { checks } from "../check/index.js";
import type { Expectation } from "../contract/expectation.js";
import { type AuditRow, type Finding, worst } from "../record/index.js";
import type { AtRest } from "./atRest.js";
import type { Excerpt } from "./excerpt.js";
import { judgeAtRest } from "./judgeAtRest.js";
import { shows, within } from "./within.js";

/** What a verdict is made of. */
export interface Evidence {
  readonly weight: Omit<AtRest, "expected">;
  readonly excerpt: Excerpt;
  /** The probability with which each p-value may fail a right tensor. */
  readonly share: number;
}

export interface Held {
  readonly verdict: AuditRow["verdict"];
  readonly failed: readonly string[];
  /** The smallest, times their number. */
  readonly pValue: number;
}

export type Unjudged = { readonly unjudged: string };

/** `until` the first failure is enough where only the verdict is wanted. */
export function hold(whole: Expectation, evidence: Evidence, until: "first failure" | "end" = "end"): Held | Unjudged {
  const { excerpt, share } = evidence;
  if (!shows(whole, excerpt)) return { unjudged: `too large to be held to ${whole.joint} columns` };
  const one: AtRest = { ...evidence.weight, expected: within(whole, excerpt) };
  const findings = judgeAtRest(one, checks, share, until);
  // An invariant has no level.
  const tests = findings.filter(({ alpha }) => alpha > 0).length;
  const failed = findings.filter(({ verdict }) => verdict === "fail").map(({ check }) => check);
  if (tests === 0 && one.expected.joint === "independent" && failed.length === 0) {
    return { unjudged: one.entries.length === 0 ? "no entries" : "too few samples for any check" };
  }
  return { verdict: worst(findings.map(({ verdict }) => verdict)), failed, pValue: combined(findings, tests) };
}

const combined = (findings: readonly Finding[], tests: number): number =>
  Math.min(1, Math.max(1, tests) * findings.reduce((least, { pValue }) => Math.min(least, pValue ?? 1), 1));
