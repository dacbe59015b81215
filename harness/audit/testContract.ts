/** Tests whether a tensor follows one contract: every applicable check, at the false alarm probability of each p-value. */
import { checks } from "../check/index.js";
import type { Expectation } from "../contract/expectation.js";
import { type AuditRow, type Finding, worst } from "../record/index.js";
import type { AtRest } from "./atRest.js";
import type { Excerpt } from "./excerpt.js";
import { canShowDependence, expectationOfExcerpt } from "./excerptExpectation.js";
import { judgeAtRest } from "./judgeAtRest.js";

/** The data that a verdict is computed from. */
export interface Evidence {
  readonly weight: Omit<AtRest, "expected">;
  readonly excerpt: Excerpt;
  /** The false alarm probability of each p-value. */
  readonly share: number;
}

export interface ContractTest {
  readonly verdict: AuditRow["verdict"];
  readonly failed: readonly string[];
  /** The smallest p-value, multiplied by their number (Bonferroni). */
  readonly pValue: number;
}

export type Unjudged = { readonly unjudged: string };

/** `until` "first failure" ends the test there, for callers that need only the verdict. */
export function testContract(
  whole: Expectation,
  evidence: Evidence,
  until: "first failure" | "end" = "end",
): ContractTest | Unjudged {
  const { excerpt, share } = evidence;
  if (!canShowDependence(whole, excerpt)) return { unjudged: `too large to be held to ${whole.joint} columns` };
  const one: AtRest = { ...evidence.weight, expected: expectationOfExcerpt(whole, excerpt) };
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
