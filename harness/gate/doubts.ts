/** Reports what a gate could not judge: names without a contract, shapes that the subject refuses, cases after the end of a run. */
import { shapeOfSpec } from "../contract/initializer.js";
import type { CaseResult } from "../record/index.js";
import type { Description } from "../subject/subject.js";
import { caseKey } from "./caseKey.js";
import type { Unclaimed } from "./names.js";
import type { Case } from "./plan.js";

const DOUBT = { findings: [], verdict: "undetermined", diagnosis: null } as const;

/** The result for an offered name without a contract. */
export function unclaimedResult(
  { name, reason }: Unclaimed,
  { name: subject, version: subjectVersion }: Description,
  { dtype = "float32", seed }: { readonly dtype?: string; readonly seed: number },
  replay: string,
): CaseResult {
  return {
    key: { subject, subjectVersion, initializer: name, contract: "", shape: "", layout: "", dtype, seed },
    ...{ ...DOUBT, fanIn: Number.NaN, fanOut: Number.NaN },
    replay,
    notes: [reason],
  };
}

/** The result for a case that was not judged. */
export function unjudgedResult(one: Case, description: Description, reason: string): CaseResult {
  const { fanIn, fanOut } = shapeOfSpec(one);
  return { key: caseKey(one, description), ...{ ...DOUBT, fanIn, fanOut }, replay: "", notes: [reason] };
}

/** The most cases in which the subject's program may be lost: it is started again after each, but not for ever. */
const MOST_LOST = 3;

/** The case in which the program was lost for the last time, known once every case before it is judged. */
export function endByLosses(
  results: readonly (CaseResult | undefined)[],
): { readonly at: number; readonly reason: string } | undefined {
  let lost = 0;
  for (let at = 0; at < results.length && results[at] !== undefined; at++) {
    const { key, lost: isLost } = results[at]!;
    if (isLost && ++lost >= MOST_LOST)
      return {
        at,
        reason: `not judged: ${key.subject} hung, died or said what cannot be read at ${MOST_LOST} cases before`,
      };
  }
  return undefined;
}

/** Cases after the end by losses count as not judged, also where another shard, which did not see all losses, judged them. */
export function withoutLaterThanLosses(results: readonly CaseResult[]): readonly CaseResult[] {
  const end = endByLosses(results);
  if (end === undefined) return results;
  return results.map((one, at) => {
    if (at <= end.at) return one;
    const { key, fanIn, fanOut, replay } = one;
    return { key, ...DOUBT, fanIn, fanOut, replay, notes: [end.reason] };
  });
}

/**
 * A default shape that the subject does not support is no doubt about the subject if at least half of the initializer's cases
 * were judged: it is left out, with a note. A subject that refuses more was not gated, and its cases stay undetermined.
 */
export function withoutUnsupported(results: readonly CaseResult[]): readonly CaseResult[] {
  return [...new Set(results.map(({ key }) => key.initializer))].flatMap((name) => {
    const own = results.filter(({ key }) => key.initializer === name);
    const [refused, judged] = [own.filter(isRefused), own.filter((one) => !isRefused(one))];
    if (refused.length === 0 || refused.length > judged.length) return own;
    const shapes = refused.map(({ key }) => `${key.shape} ${key.layout}`).join(", ");
    const [first, ...others] = judged;
    const note = `${name} is not supported by the subject, and was not judged, at ${shapes}`;
    return [{ ...first!, notes: [...first!.notes, note] }, ...others];
  });
}

const isRefused = ({ findings, notes }: CaseResult): boolean =>
  findings.length === 0 && notes.some((note) => note.startsWith("unsupported"));

/**
 * A case that claims no law is exempt: a note says so, and it does not count as a pass of a law. A gate that exempts everything
 * has judged nothing.
 */
export function withExemptions(results: readonly CaseResult[]): readonly CaseResult[] {
  const isExempt = ({ key, verdict }: CaseResult): boolean => key.contract === "any" && verdict === "pass";
  const nothing = results.length > 0 && results.every(isExempt);
  return results.map((one) =>
    isExempt(one)
      ? {
          ...one,
          verdict: nothing ? "undetermined" : one.verdict,
          notes: [
            ...one.notes,
            `exempt: ${one.key.initializer} is claimed to follow no law${nothing ? ", as all that was gated" : ""}`,
          ],
        }
      : one,
  );
}
