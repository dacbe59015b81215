/** One tensor's verdict: held to the contract it claims, or to those it may follow, likeliest first, until one holds. */
import { checks } from "../check/index.js";
import { diagnose } from "../diagnose/index.js";
import type { Expectation } from "../expectation.js";
import { type AuditRow, type Finding, worst } from "../record/index.js";
import { sampleOf } from "../sample.js";
import type { AtRest } from "./atRest.js";
import type { Excerpt } from "./excerpt.js";
import type { Candidate, Reading } from "./identify.js";
import { judgeAtRest, testsAtRest } from "./judgeAtRest.js";
import { shows, within } from "./within.js";

/** p-values that one tensor may ask for: its checks, and one for ruling out contracts by likelihood. */
export const TESTS_PER_TENSOR = checks.length + 1;

/** Readings within so many nats are not told apart. */
const EQUIVALENT = 7;

export type Judged = Pick<AuditRow, "bestFit" | "pValue" | "verdict" | "diagnosis" | "note" | "alsoFits">;

export interface Outcome extends Judged {
  /** What it was found to follow, or is claimed to. */
  readonly expected?: Expectation;
  /** Nothing is claimed, and nothing fits. */
  readonly isMisfit?: true;
}

export interface Evidence {
  readonly weight: Omit<AtRest, "expected">;
  readonly excerpt: Excerpt;
  readonly readings: readonly Reading[];
  /** The probability with which each p-value may fail a right tensor. */
  readonly share: number;
}

/** The verdict on a claimed contract. */
export function judgeClaim(expected: Expectation, claimed: string, evidence: Evidence): Outcome {
  const { readings } = evidence;
  const fit = readings[0]?.best.initializer.name ?? "";
  const held = hold(expected, evidence);
  if ("unjudged" in held) return { ...unjudged(held.unjudged), bestFit: fit };
  const { failed, pValue, verdict } = held;
  const diagnosis = failed.length > 0 ? diagnosisOf(expected, failed, evidence) : null;
  const note = failed.length > 0 ? `${claimed}: failed ${failed.join(", ")}` : "";
  return { bestFit: fit, pValue, verdict, diagnosis, note, alsoFits: [], expected };
}

/**
 * The verdict where nothing is claimed. A tensor fails only if every contract that it may follow does: a right one fails no
 * more often than its own contract would fail it, or than a likelihood would rule that out.
 */
export function judgeUnclaimed(evidence: Evidence): Outcome {
  const { readings, share, weight } = evidence;
  let bad = 0;
  for (const x of weight.entries) if (!Number.isFinite(x)) bad++;
  if (bad > 0) return notFinite(bad);
  if (readings.length === 0) return unjudged("no contract is defined on this shape");
  let doubt: string | undefined;
  for (const { best, sameLaw } of likely(readings, share)) {
    const held = hold(best.expected, evidence);
    if ("unjudged" in held) {
      doubt ??= `${best.initializer.name}: ${held.unjudged}`;
      continue;
    }
    if (held.verdict === "fail") continue;
    const alsoFits = [...sameLaw, ...near(readings, best)].map(({ initializer }) => initializer.name);
    const { verdict, pValue } = held;
    const found = { bestFit: best.initializer.name, pValue, alsoFits, expected: best.expected };
    const suspicion = degenerate(best.expected, evidence);
    if (suspicion !== undefined) return { ...found, ...suspicion };
    return { ...found, verdict, diagnosis: null, note: "" };
  }
  if (doubt !== undefined) return unjudged(doubt);
  return { ...unjudged(""), bestFit: "none", verdict: "fail", isMisfit: true };
}

const notFinite = (count: number): Outcome => ({
  ...unjudged("failed finite"),
  bestFit: "none",
  pValue: 0,
  verdict: "fail",
  diagnosis: { mistake: "outliers", evidence: `${count} entries are not finite`, alsoFits: [] },
});

/** For a tensor that follows nothing: the diagnosis under the contract that it was probably meant to follow. */
export function judgeMisfit({ initializer, expected }: Candidate, evidence: Evidence): Judged {
  const held = hold(expected, evidence);
  const { failed, pValue } = "unjudged" in held ? { failed: [], pValue: null } : held;
  return {
    bestFit: "none",
    pValue,
    verdict: "fail",
    diagnosis: diagnosisOf(expected, failed, evidence),
    note: `nearest is ${initializer.name}, but failed ${failed.join(", ")}`,
    alsoFits: [],
  };
}

/** Readings that a likelihood does not rule out: by Markov's inequality a true law is K times less likely with probability 1/K. */
function likely(readings: readonly Reading[], share: number): readonly Reading[] {
  const [first] = readings;
  const most = Math.log(readings.length / share);
  return readings.filter(({ best }) => best === first!.best || best.score >= first!.best.score - most);
}

const near = (readings: readonly Reading[], best: Candidate): readonly Candidate[] =>
  readings
    .filter((one) => one.best !== best && Math.abs(one.best.score - best.score) < EQUIVALENT)
    .flatMap((one) => [one.best, ...one.sameLaw]);

interface Held {
  readonly verdict: AuditRow["verdict"];
  readonly failed: readonly string[];
  /** The smallest, times their number. */
  readonly pValue: number;
}

function hold(expectedOfWhole: Expectation, evidence: Evidence): Held | { readonly unjudged: string } {
  const { excerpt, share } = evidence;
  if (!shows(expectedOfWhole, excerpt)) {
    return { unjudged: `too large to be held to ${expectedOfWhole.joint} columns` };
  }
  const one: AtRest = { ...evidence.weight, expected: within(expectedOfWhole, excerpt) };
  const tests = testsAtRest(one, checks, share);
  const findings = judgeAtRest(one, checks, share);
  const failed = findings.filter(({ verdict }) => verdict === "fail").map(({ check }) => check);
  if (tests === 0 && one.expected.joint === "independent" && failed.length === 0) {
    return { unjudged: one.entries.length === 0 ? "no entries" : "too few samples for any check" };
  }
  return { verdict: worst(findings.map(({ verdict }) => verdict)), failed, pValue: combined(findings, tests) };
}

const combined = (findings: readonly Finding[], tests: number): number =>
  Math.min(1, Math.max(1, tests) * findings.reduce((least, { pValue }) => Math.min(least, pValue ?? 1), 1));

export function diagnosisOf(
  expectedOfWhole: Expectation,
  failed: readonly string[],
  { weight, excerpt }: Evidence,
): AuditRow["diagnosis"] {
  const expected = within(expectedOfWhole, excerpt);
  const sample = sampleOf({ expected, dtype: weight.dtype, tensors: [weight.entries], reseeded: false });
  return diagnose({ expected, samples: [sample], failed });
}

/** A matrix of one value breaks no symmetry: it may be meant, but nobody has said so. */
function degenerate(
  { joint, shape }: Expectation,
  { weight: { entries }, excerpt }: Evidence,
): Pick<Judged, "verdict" | "diagnosis" | "note"> | undefined {
  const isMatrix = shape.letters.length >= 2 && shape.inputs > 1 && shape.outputs > 1;
  if (joint !== "exact" || !isMatrix || entries.some((x) => x !== entries[0])) return undefined;
  const zero = entries[0] === 0;
  return {
    verdict: "undetermined",
    diagnosis: {
      mistake: zero ? "all-zero" : "constant",
      evidence: `every entry of ${excerpt.isWhole ? "the matrix" : "the excerpt"} is ${entries[0]}`,
      alsoFits: [],
    },
    note: "a matrix of one value breaks no symmetry: claim it (--as) if it is meant",
  };
}

const unjudged = (note: string): Judged => ({
  bestFit: "",
  pValue: null,
  verdict: "undetermined",
  diagnosis: null,
  note,
  alsoFits: [],
});
