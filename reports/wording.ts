/** Phrases that all reports for people share. */

import type { CaseKey, CaseResult, CurveKey, Diagnosis, Finding, RunRecord, Verdict } from "../harness/record/index.js";
import { fourDigits, pValueText } from "../harness/record/numberText.js";

export { fourDigits, pValueText };

/** The subject's name of the initializer, and the contract where its name differs. */
export function nameText({ initializer, contract }: CaseKey): string {
  // A framework's own name under its own contract says it all: "torch:kaiming_normal_".
  if (initializer === contract || contract.endsWith(`:${initializer}`)) return contract;
  if (contract === "") return initializer;
  return `${initializer} as ${contract}`;
}

/** "residual, " before the size of a network that is not plain; records of older versions name no architecture. */
export const architectureText = ({ architecture = "mlp" }: Partial<CurveKey>, between = ", "): string =>
  architecture === "mlp" ? "" : `${architecture}${between}`;

/** The mistake's id first, so that a script can split at the colon. */
export function diagnosisText({ mistake, evidence, alsoFits }: Diagnosis): string {
  const found = evidence === "" ? mistake : `${mistake}: ${evidence}`;
  return alsoFits.length === 0 ? found : `${found}; also fits: ${alsoFits.join(", ")}`;
}

/** Findings of one verdict, the strongest (smallest p) first; what has no p-value comes last. */
export function strongest(findings: readonly Finding[], verdict: Verdict): Finding[] {
  const strength = ({ pValue }: Finding): number => (pValue !== null && pValue >= 0 ? pValue : 2);
  return findings.filter((finding) => finding.verdict === verdict).sort((a, b) => strength(a) - strength(b));
}

/** Why a case could not be judged. */
export function reasonText({ findings, notes }: CaseResult): string {
  const lost = findings.filter(({ verdict }) => verdict === "undetermined");
  const reasons = new Set(lost.map(({ check, observed }) => `${check}: ${fourDigits(observed)}`));
  return [...reasons, ...notes].join("; ") || "no check had anything to look at";
}

/** The notes of the judged cases, each once, with all the things that it is about. */
export function blindSpots({ results }: RunRecord): string[] {
  const notes = results.filter(({ verdict }) => verdict !== "undetermined").flatMap((result) => result.notes);
  const saidOf = new Map<string, Set<string>>();
  for (const note of notes.filter((text) => text !== "")) {
    const [, subject = "", predicate = note] = /^(\S+) ((?:has|is) .*)$/s.exec(note) ?? [];
    const subjects = saidOf.get(predicate) ?? new Set();
    saidOf.set(predicate, subjects.add(subject));
  }
  return [...saidOf].map(([predicate, subjects]) =>
    `${[...subjects].join(", ")} ${subjects.size === 1 ? predicate : ofSeveral(predicate)}`.trim(),
  );
}

const ofSeveral = (predicate: string): string =>
  predicate
    .replace(/^has /, "have ")
    .replace(/^is /, "are ")
    .replace(": it ", ": they ")
    .replace(", and was ", ", and were ");

/** A probability that a user chose, or a share of it, in four digits: "1e-6". */
export function levelText(alpha: number): string {
  const short = Number(alpha.toPrecision(4));
  return short < 1e-3 ? short.toExponential() : String(short);
}

/** "expected 2, observed 1, p = 1e-40" */
export function findingText({ expected, observed, pValue, alpha }: Finding): string {
  const impossible = alpha === 0 && pValue === 0;
  const p = impossible ? "impossible if correct" : pValue === null ? "no p-value" : `p ${pValueText(pValue)}`;
  return `expected ${fourDigits(expected)}, observed ${fourDigits(observed)}, ${p}`;
}

/** "statistic 31 of 1000 entries; detects a variance off by 2%" */
export function sightText({ statistic, n, detects }: Finding): string {
  const value =
    statistic === null ? countText(n, "value") : `statistic ${fourDigits(statistic)} of ${countText(n, "value")}`;
  return detects === "" ? value : `${value}; detects ${detects}`;
}

export function subjectsText({ results }: RunRecord): string {
  return [...new Set(results.map(({ key }) => `${key.subject} ${key.subjectVersion}`.trim()))].join(", ");
}

type JudgedText = readonly { readonly verdict: Verdict }[];

export function tallyOf(judged: JudgedText): Record<Verdict, number> {
  const count = (wanted: Verdict): number => judged.filter(({ verdict }) => verdict === wanted).length;
  return { pass: count("pass"), fail: count("fail"), undetermined: count("undetermined") };
}

export function tallyText(judged: JudgedText): string {
  const { pass, fail, undetermined } = tallyOf(judged);
  return `${pass} passed, ${fail} failed, ${undetermined} undetermined`;
}

export function falseAlarmText({ alpha }: RunRecord): string {
  return `a correct subject fails this run with probability at most ${levelText(alpha)}`;
}

export function countText(n: number, one: string): string {
  return `${n} ${one}${n === 1 ? "" : "s"}`;
}
